import { useCallback, useEffect, useRef, useState } from "react";

/** Pixels from the end within which a reader counts as reading along. */
const near = 80;

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
    const follow = new ResizeObserver(() => {
      if (sticking.current) box.scrollTop = box.scrollHeight;
    });
    follow.observe(content.current!);
    const onScroll = () => {
      sticking.current = box.scrollHeight - box.scrollTop - box.clientHeight < near;
      setAtEnd(sticking.current);
    };
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      follow.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, []);

  return { scroller, content, atEnd, toEnd };
}
