import { define } from "@vitrine/element";
import type { SandboxSource } from "@vitrine/sdk/ui";
import { type RefObject, useContext, useRef } from "react";
import { SandboxContext } from "./sandbox-context.ts";
import { useCommitEffect } from "./use-commit-effect.ts";

/** What an event's listener is called with. */
type Listeners = Record<string, ((detail: never) => void) | undefined>;

/**
 * Connects a custom element with its component: properties and flags are set before the element shows anything, in every version of React; `listeners` get the details of
 * events.
 */
export function useElement<E extends HTMLElement & { sandbox: SandboxSource | undefined }>(
  sandbox: SandboxSource | undefined,
  set: (element: E) => void,
  listeners: Listeners,
): RefObject<E | null> {
  const ref = useRef<E>(null);
  const latest = useRef(listeners);
  const provided = useContext(SandboxContext);
  const source = sandbox ?? provided;
  useCommitEffect(() => {
    const element = ref.current!;
    latest.current = listeners;
    define();
    if (source) element.sandbox = source;
    set(element);
  });
  useCommitEffect(() => {
    const element = ref.current!;
    const names = Object.keys(latest.current);
    // React 18 binds no listeners to a custom element's own events.
    const listen = (event: Event) => latest.current[event.type]?.((event as CustomEvent<never>).detail);
    for (const name of names) element.addEventListener(name, listen);
    return () => {
      for (const name of names) element.removeEventListener(name, listen);
    };
  }, []);
  return ref;
}
