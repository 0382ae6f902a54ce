import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** So near the end counts as at the end: a finger is not that exact. */
const NEAR_PX = 48;

/** Keeps the end of a growing list in sight, unless its reader scrolled up. @param grows false: it is read from its beginning */
export function useStickToEnd(grows = true): { frame: RefObject<HTMLDivElement | null>; content: RefObject<HTMLDivElement | null>; sticks: boolean; jump(): void; onScroll(): void } {
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticking = useRef(true);
  const last = useRef(0);
  const [sticks, setSticks] = useState(true);
  const stick = useCallback((now: boolean) => {
    sticking.current = now;
    setSticks(now);
  }, []);

  const toEnd = useCallback(() => {
    if (frame.current) {
      frame.current.scrollTop = frame.current.scrollHeight;
      last.current = frame.current.scrollTop;
    }
  }, []);

  const onScroll = useCallback(() => {
    const box = frame.current;
    if (!box) {
      return;
    }
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    if (isAtEnd) {
      stick(true);
    } else if (box.scrollTop < last.current) {
      // Only a reader moves up; a list that grew moves nothing.
      stick(false);
    }
    last.current = box.scrollTop;
  }, [stick]);

  const jump = useCallback(() => {
    stick(true);
    toEnd();
  }, [stick, toEnd]);

  useEffect(() => {
    const observed = [content.current, frame.current].filter((each) => each !== null);
    // A line is laid out, and a phone's keyboard opens, after React is done: the observer sees both.
    const observer = new ResizeObserver(() => grows && sticking.current && toEnd());
    observed.forEach((each) => observer.observe(each));
    return () => observer.disconnect();
  }, [toEnd, grows]);

  return { frame, content, sticks, jump, onScroll };
}
