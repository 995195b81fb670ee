import { type RefObject, useEffect, useState } from "react";

/** Pixels around what is seen. */
const margin = 400;

/** Whether the element is, or has been, near what is seen. Without `waits` it always is. */
export function useNear(element: RefObject<Element | null>, waits: boolean): boolean {
  const [near, setNear] = useState(!waits);
  useEffect(() => {
    if (near || !element.current) return undefined;
    const watch = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true), { rootMargin: `${margin}px` });
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [near, element]);
  return near;
}
