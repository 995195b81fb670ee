import { codeFromTextAttacks, linkAttack } from "./a-realm/code-from-text.ts";
import { crashCases } from "./a-realm/crashes.ts";
import { leftBehindAttacks } from "./a-realm/left-behind.ts";
import { neighbourCases } from "./a-realm/neighbours.ts";
import { packageCases } from "./a-realm/packages.ts";
import { pythonWayAttacks } from "./a-realm/python-ways.ts";
import { quickjsAttacks } from "./a-realm/quickjs.ts";
import { replacedRealmAttack } from "./a-realm/replaced-realm.ts";
import { wheelAttacks } from "./a-realm/wheels.ts";
import { attackSuite } from "./harness/index.ts";

// A: the guest against its own realm, and what it finds there.
await attackSuite([...codeFromTextAttacks, linkAttack, ...pythonWayAttacks, ...leftBehindAttacks, replacedRealmAttack, ...quickjsAttacks, ...crashCases, ...neighbourCases, ...packageCases, ...wheelAttacks]);
