import { useEffect, useRef } from "react";

/** Calls the function once the component is gone for good: StrictMode and fast refresh, which mount again at once, do not count. */
export function useUnmounted(gone: () => void): void {
  const latest = useRef(gone);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = gone;
  });
  useEffect(() => {
    clearTimeout(timer.current);
    return () => {
      timer.current = setTimeout(() => latest.current(), 0);
    };
  }, []);
}
