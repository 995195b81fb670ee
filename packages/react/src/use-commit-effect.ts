import { useEffect, useLayoutEffect } from "react";

/** An effect before anything else can see what was committed. On a server, where there is none, React must not complain. */
export const useCommitEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;
