import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { CommandName } from '../../../server/application';
import { type Sender, useCommand } from '../../commands';
import type { SigningActions } from './data';
import { signingTexts } from './texts';

type SigningCommand = 'records.sign' | 'records.seal' | 'records.refuse';

/**
 * What a page does with a document that is signed there: sign, seal, refuse, take back.
 * @param takeBack sends the command that takes it back, of the kind of the document. `run` takes the page's own commands, one at a time with these.
 */
export function useSigningActions<Own extends CommandName>(officialId: string | null | undefined, takeBack: (run: Sender<Own, unknown>['run'], done: () => void) => void): SigningActions & { run: Sender<Own, unknown>['run']; told(text: string): () => void } {
  const sender = useCommand<Own | SigningCommand, unknown>();
  const { busy, error, clear } = sender;
  const run = sender.run as Sender<SigningCommand, unknown>['run'];
  const own = sender.run as Sender<Own, unknown>['run'];
  const { revalidate } = useRevalidator();
  const toast = useToast();
  const t = useTexts(signingTexts);
  // Somebody else was first, or the answer to an earlier try was lost: what is stored now is shown.
  const isOvertaken = error?.code === 'conflict';
  useEffect(() => {
    if (isOvertaken) revalidate();
  }, [isOvertaken, revalidate]);
  const told = (text: string) => () => void toast({ text, icon: 'check' });
  const document = officialId ?? '';
  return {
    busy,
    error,
    clear,
    run: own,
    told,
    sign: (pin) => run('records.sign', { officialId: document, pin }, told(t('signed'))),
    seal: (pin) => run('records.seal', { officialId: document, pin }, told(t('sealed'))),
    refuse: (reason) => run('records.refuse', { officialId: document, reason }),
    reopen: () => takeBack(own, told(t('reopened'))),
  };
}
