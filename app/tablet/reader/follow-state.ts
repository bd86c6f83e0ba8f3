/**
 * Following the presenter. F1 a page of the presenter moves mine only while I follow and do not write. F2 looking
 * elsewhere by hand, on the same page as well, leaves following, at once and for good, until I come back. F3 writing pauses; when the pen rests and the
 * presenter is still on my page, following goes on; when the presenter moved meanwhile, nothing moves until I ask.
 * F4 another document is offered, never opened. F5 the presenter never follows.
 */
export interface FollowInput {
  readonly presenterName: string | null;
  readonly presenting: boolean;
  /** I chose to follow. */
  readonly following: boolean;
  readonly sameDocument: boolean;
  readonly presenterPage: number;
  readonly myPage: number;
  /** The pen is down, or was a moment ago. */
  readonly writing: boolean;
  /** Following was paused by writing and the presenter has moved since. */
  readonly heldBack: boolean;
}

export type FollowBarState =
  | { readonly state: 'none' }
  | { readonly state: 'presenting'; readonly page: number }
  | { readonly state: 'following'; readonly page: number }
  | { readonly state: 'paused'; readonly page: number; readonly distance: number }
  | { readonly state: 'away'; readonly page: number; readonly distance: number }
  | { readonly state: 'elsewhere'; readonly page: number };

/** What the follow bar shows. */
export function followBar(input: FollowInput): FollowBarState {
  if (input.presenting) return { state: 'presenting', page: input.myPage };
  if (input.presenterName === null) return { state: 'none' };
  if (!input.sameDocument) return { state: 'elsewhere', page: input.presenterPage };
  const distance = Math.abs(input.presenterPage - input.myPage);
  if (!input.following) return { state: 'away', page: input.presenterPage, distance };
  if (input.writing || input.heldBack) return { state: 'paused', page: input.presenterPage, distance };
  return { state: 'following', page: input.presenterPage };
}

/** The page to go to now because of the presenter; null when mine stays. */
export function pageToFollow(input: FollowInput): number | null {
  const { state } = followBar(input);
  return state === 'following' && input.presenterPage !== input.myPage ? input.presenterPage : null;
}

/** Whether moving by hand to `page` means leaving; null: scrolling, wherever it ends. */
export function leavesFollowing(input: FollowInput, page: number | null): boolean {
  return input.following && !input.presenting && input.presenterName !== null && input.sameDocument && page !== input.presenterPage;
}
