import { bombAttacks } from "./e-denial/bombs.ts";
import { floodCases } from "./e-denial/floods.ts";
import { loopAttacks } from "./e-denial/loops.ts";
import { pictureAttacks } from "./e-denial/pictures.ts";
import { programAttacks } from "./e-denial/programs.ts";
import { rationAttacks } from "./e-denial/rations.ts";
import { spawnAttacks } from "./e-denial/spawns.ts";
import { attackSuite } from "./harness/index.ts";

// E: too much of what is allowed.
await attackSuite([...floodCases, ...loopAttacks, ...spawnAttacks, ...rationAttacks, ...programAttacks, ...pictureAttacks, ...bombAttacks]);
