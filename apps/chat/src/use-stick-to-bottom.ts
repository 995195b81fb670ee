import { useCallback, useEffect, useRef, useState } from "react";

/** Pixels from the end within which a reader counts as reading along. */
const near = 80;
/** Milliseconds after a turn of the wheel, a touch or a key in which the element scrolls because of it. */
const handMs = 600;

/** Keeps a scrolling element at its end while its content grows, from `toEnd()` until the reader scrolls up. */
export function useStickToBottom() {
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticking = useRef(false);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    sticking.current = true;
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, []);

  useEffect(() => {
    const box = scroller.current!;
    const ending = new AbortController();
    // Content that folds or grows scrolls too, and its event may come late: only the reader's own hand lets go of the end.
    let handUntil = 0;
    const hand = (until: number) => () => (handUntil = performance.now() + until);
    const follow = new ResizeObserver(() => {
      if (sticking.current) box.scrollTop = box.scrollHeight;
    });
    const onScroll = () => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < near;
      if (isNear) sticking.current = true;
      else if (performance.now() < handUntil) sticking.current = false;
      setAtEnd(isNear || sticking.current);
    };
    follow.observe(content.current!);
    const options = { passive: true, signal: ending.signal };
    box.addEventListener("scroll", onScroll, options);
    for (const type of ["wheel", "touchmove", "keydown"]) box.addEventListener(type, hand(handMs), options);
    // The bar may be held for as long as one likes.
    box.addEventListener("pointerdown", hand(Infinity), options);
    window.addEventListener("pointerup", hand(handMs), options);
    return () => {
      follow.disconnect();
      ending.abort();
    };
  }, []);

  return { scroller, content, atEnd, toEnd };
}
