/** Following in the reader: turns the page with the presenter, never while writing, never after leaving by hand. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { followBar, leavesFollowing, pageToFollow } from '~/tablet/reader/follow-state';
import type { FollowBarState, FollowInput } from '~/tablet/reader/follow-state';
import type { ReaderFollow } from './reader-props';

/** Following goes on this long after the pen was lifted. */
const REST_MS = 3_000;

export interface Following {
  readonly bar: FollowBarState;
  /** The person went to `page`, or scrolled by hand (null). */
  readonly moved: (page: number | null) => void;
  readonly wrote: (down: boolean) => void;
  readonly comeBack: () => void;
}

export function useFollowing(follow: ReaderFollow, documentId: string, myPage: number, goTo: (page: number, faded: boolean) => void): Following {
  const [writing, setWriting] = useState(false);
  const [heldBack, setHeldBack] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const input: FollowInput = {
    presenterName: follow.presenterName, presenting: follow.presenting, following: follow.following,
    sameDocument: follow.docId === documentId, presenterPage: follow.page, myPage, writing, heldBack,
  };
  const latest = useRef({ input, follow, goTo });
  latest.current = { input, follow, goTo };

  // Only a step of the presenter, or starting to follow, moves the page; my own scrolling must not be answered.
  useEffect(() => {
    const now = latest.current;
    if (now.input.writing && now.input.following && follow.page !== now.input.myPage) setHeldBack(true);
    const page = pageToFollow(now.input);
    if (page !== null) now.goTo(page, true);
  }, [follow.page, follow.following, follow.docId, follow.presenterName]);

  useEffect(() => {
    if (!follow.following) setHeldBack(false);
  }, [follow.following]);

  const presented = follow.presenting ? myPage : null;
  useEffect(() => {
    if (presented !== null) latest.current.follow.onPresentedPage(presented);
  }, [presented]);

  useEffect(() => () => {
    if (timer.current !== null) clearTimeout(timer.current);
  }, []);

  useEffect(() => latest.current.follow.onWriting?.(writing), [writing]);

  const moved = useCallback((page: number | null) => {
    const now = latest.current;
    if (leavesFollowing(now.input, page)) now.follow.onLeave();
  }, []);
  const wrote = useCallback((down: boolean) => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    if (down) setWriting(true);
    else timer.current = setTimeout(() => setWriting(false), REST_MS);
  }, []);
  const comeBack = useCallback(() => {
    const now = latest.current;
    setHeldBack(false);
    setWriting(false);
    now.follow.onFollow();
    now.goTo(now.follow.page, true);
  }, []);
  return { bar: followBar(input), moved, wrote, comeBack };
}
