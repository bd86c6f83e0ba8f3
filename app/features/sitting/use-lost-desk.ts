import { useNavigate } from '@remix-run/react';
import { useEffect } from 'react';
import type { SittingView } from './sitting-view';

/** The desk is no longer this person's, as when the chair was handed over: they are at the table again (L35). */
export function useLostDesk(meetingId: string, view: SittingView): void {
  const navigate = useNavigate();
  const isLost = view.officers === null;
  useEffect(() => {
    if (isLost) navigate(`/meetings/${meetingId}/sitting`, { replace: true });
  }, [isLost, meetingId, navigate]);
}
