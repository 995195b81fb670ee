import { sharedSandbox, why } from "../../conformance/support/sandbox.ts";
import { assert, type Attack, equal, once } from "../harness/index.ts";

interface Place {
  what: string;
  /** A Python statement that leaves something. */
  leave: string;
  /** A Python expression that is true where it is found. */
  look: string;
}

const places: Record<string, Place> = {
  files: { what: "a file in the working directory", leave: `open("/home/pyodide/left.txt", "w").write("left")`, look: `os.path.exists("/home/pyodide/left.txt")` },
  "site-packages": { what: "a module beside the packages", leave: `open(os.path.join(os.path.dirname(micropip_path), "left_module.py"), "w").write("left = 1")`, look: `importlib.util.find_spec("left_module") is not None` },
  modules: { what: "a module in sys.modules", leave: `sys.modules["left"] = sys`, look: `"left" in sys.modules` },
  builtins: { what: "a name among the builtins", leave: `builtins.left = 1`, look: `hasattr(builtins, "left")` },
  replaced: { what: "a builtin that was replaced", leave: `builtins.len = lambda of: "left"`, look: `len([]) == "left"` },
  environment: { what: "a variable of the environment", leave: `os.environ["LEFT"] = "1"`, look: `"LEFT" in os.environ` },
  directory: { what: "another working directory", leave: `os.chdir("/tmp")`, look: `os.getcwd() == "/tmp"` },
  "import-hook": { what: "a hook for imports", leave: `sys.meta_path.insert(0, type("Left", (), {"find_spec": staticmethod(lambda *_: None)}))`, look: `any(getattr(each, "__name__", "") == "Left" for each in sys.meta_path)` },
  glue: { what: "a change of our own Python", leave: `next(module for name, module in sys.modules.items() if name.startswith("_vitrine.")).left = 1`, look: `any(hasattr(module, "left") for name, module in list(sys.modules.items()) if name.startswith("_vitrine"))` },
  "js-global": { what: "a global of JavaScript", leave: `js.left = 1`, look: `hasattr(js, "left")` },
  "js-prototype": { what: "a polluted prototype", leave: `js.Object.prototype.leftBehind = 1`, look: `hasattr(js.Array.new(), "leftBehind")` },
  trace: { what: "a tracing function", leave: `sys.setprofile(lambda *_: None)`, look: `sys.getprofile() is not None` },
};

const imports = `import builtins, importlib.util, js, json, os, sys\nmicropip_path = os.__file__\n`;
const looks = `print(json.dumps({${Object.entries(places).map(([name, { look }]) => `"${name}": bool(${look})`).join(", ")}}))`;

/** One run leaves everything and sees it; one beside it and the next look for it. */
const found = once(async () => {
  const sandbox = await sharedSandbox("pyodide-0.29");
  const leaving = sandbox.run({ code: `${imports}${Object.values(places).map(({ leave }) => leave).join("\n")}\n${looks}`, limits: { runMs: 5000 } });
  const beside = sandbox.run({ code: `${imports}${looks}` });
  const [first, second] = [await leaving.result, await beside.result];
  const third = await sandbox.run({ code: `${imports}${looks}` }).result;
  return [first, second, third].map((result) => {
    const line = result.stdout.trimEnd().split("\n").find((each) => each.startsWith("{"));
    assert(line, why(result));
    return JSON.parse(line) as Record<string, boolean>;
  });
});

/** R1: what one run leaves lying about. */
export const leftBehindAttacks: Attack[] = Object.entries(places).map(([name, { what }]) => ({
  id: `A-left-${name}`,
  title: `R1: ${what} that one run leaves is there neither in the next run nor in one beside it`,
  timeoutMs: 90_000,
  async run() {
    const [own, beside, next] = await found();
    equal([own![name], beside![name], next![name]], [true, false, false], "in its own run (control), beside it, and after it");
  },
}));
