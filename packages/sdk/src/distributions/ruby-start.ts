import type { InterpreterData } from "@vitrine/protocol";

/** Ours: runs the program as `ruby main.rb` does, and leaves with its code. The build is no command, so that nobody else does. RubyGems takes seconds to load: bundled gems are found without it. */
const start = `
$0 = "/main.rb"
$LOAD_PATH.concat(Dir["/usr/local/lib/ruby/gems/*/gems/*/lib"])
last = []
Kernel.define_method(:at_exit) { |&block| last.unshift(block) and block }
Kernel.send(:private, :at_exit)
code = 0
run = ->(part) do
  part.call
rescue SystemExit => e
  code = e.status
rescue Exception => e
  code = 1
  $stdout.flush
  # Shows the place in the line, and names that are alike. Loaded now, they cost nobody else.
  begin
    %w[error_highlight did_you_mean].each { |name| require(name) }
  rescue Exception
    # The exception is told without.
  end
  $stderr.write(e.full_message(highlight: false).lines.reject { |line| line.match?(%r{^\\tfrom (eval:|/main\\.rb:in )}) }.join.sub(/\\Aeval:\\d+:in '[^']*': /, ""))
end
run.(-> { load("/main.rb") })
run.(last.shift) until last.empty?
$stdout.flush
exit!(code)
`;

export const rubyStart: InterpreterData = {
  program: "main.rb",
  args: ["ruby"],
  env: {},
  mounts: {},
  texts: {},
  // What it would talk to JavaScript by.
  absent: ["rb-js-abi-host", "canonical_abi"],
  // Texts of C, which end with a zero.
  calls: [
    { export: "ruby-init: func(args: list<string>) -> ()", texts: [["ruby\0", "-EUTF-8\0", "--disable-gems\0", "-e_=0\0", "{args}\0"]] },
    { export: "rb-eval-string-protect: func(str: string) -> tuple<handle<rb-abi-value>, s32>", texts: [`${start}\0`] },
  ],
  exception: String.raw`(?<=^|\n)(?=[^]*?/main\.rb:(?<line>\d+))[^\s:]+:\d+:(?:in .*?: )?(?<message>.*) \((?<name>(?<syntax>SyntaxError)|[A-Z]\w*(?:::\w+)*)\)[^]*$`,
  quiet: false,
};
