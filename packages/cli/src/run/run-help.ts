export const runHelp = `vitrine run [options] FILE…

Runs model-written programs in a sealed frame of a headless browser and shows or saves what they made.
FILE is a program (.py, .js, .mjs, .ts, .rb, .wasm, .wat), a model's reply (.md: all its blocks of the language are one program) or - for standard input,
which is taken for a reply where it has a fenced block. Each file gets a fresh interpreter; nothing runs outside the browser.

What to run
  --language L          language of replies' blocks, and of files whose name does not say (default: python). ruby and python-wasi are
                        fetched into the assets folder when they are first asked for
  --blocks HOW          of a .md file: together (default: one program), apart (each is a program of its own) or session (one after another
                        in one interpreter; one that fails does not end the page). Apart and in a session each has a result
  --distribution D      runtime and its packages: pyodide-0.29 (default) or pyodide-314; or FILE.json, which describes an interpreter
                        (docs/languages.md)
  --packages A,B        install these before the run (imports are found without it)
  --file HOST:GUEST     mount a file into the working directory (repeatable; GUEST defaults to the file's name)
  --dir HOST:GUEST      mount the files of a folder, which a WASI program finds open under GUEST (repeatable; without it / is open
                        where there is a --file or --out, else nothing)
  --stdin F             feed this file to standard input (- for this command's own; what a shell pipes to one FILE needs no option)
  --args A              one of the program's arguments (repeatable; --args=-x where it starts with a dash)
  --env K=V             set an environment variable (repeatable)
  --timeout MS          time for the code itself, without start and installs (default: 60000)

What comes out
  --json                one result as JSON per line and file, in order: a RunResult with "file" in front, and where blocks are apart
                        "block" (its name, and the line where it begins); with --draw "undrawn" (what could not be drawn, in words).
                        Bytes (files[].bytes, and outputs[].data of types that are neither JSON, text nor SVG) are base64 text.
  --profile             tell where the time went: a table on standard error, "profile" in the JSON, and a table and a flame chart among the outputs
  --draw                draw every output, as a page would, without saving it
  --out DIR             save outputs: NAME-1.png and NAME-1.json for a figure, .csv for a table, .svg, pictures;
                        files that the program wrote under DIR/files/ (DIR/files/NAME/ where there are several FILEs)

Where it runs
  --assets DIR|URL      runtime files made by "vitrine assets" (default: $VITRINE_ASSETS, .vitrine/assets here or above, the CDN)
  --browser PATH        a Chromium, Chrome or Edge (default: the first that is found)
  --jobs N              files side by side (default: 2)
  --help                this text

A reply may start with front matter between --- lines: the keys "files" (path → text) and "stdin" of a JSON object there are
its inputs (in its "expect" object too); other front matter is left out. Options go before them.

Exit code: 0 every program ended well, 1 one did not, 2 wrong use or a failure of Vitrine.
`;
