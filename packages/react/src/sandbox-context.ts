"use client";

import type { LazySandbox } from "@vitrine/sdk/ui";
import { createContext } from "react";

export const SandboxContext = createContext<LazySandbox | undefined>(undefined);
