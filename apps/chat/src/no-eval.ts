import { config } from "zod";

// The AI SDK's schemas would try `new Function` to see whether they may. The page's policy says no, loudly.
config({ jitless: true });
