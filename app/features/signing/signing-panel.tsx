import { useState } from 'react';
import { Button, Disclosure, FactList, InlineError, LinkButton, Notice, PageHeading, Stack, Stepper, TextLink } from '~/ui';
import type { Step } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import type { Abilities, Certificate, ToSign, SigningActions } from './data';
import { PinDialog, RefuseDialog, ReopenDialog } from './sign-dialogs';
import { useDocumentName } from './document-name';
import { signingTexts } from './texts';

const TITLES = { secretary: ['secretaryWait', 'secretaryDone'], chair: ['chairWait', 'chairDone'], seal: ['sealWait', 'sealDone'], counter: ['counterWait', 'counterDone'], counting_head: ['headWait', 'headDone'], signatory: ['signatoryWait', 'signatoryDone'] } as const;

function useSteps({ steps }: ToSign): Step[] {
  const t = useTexts(signingTexts);
  const f = useFormats();
  return steps.map((step) => {
    const done = step.state === 'signed';
    const state = done ? 'done' : step.state === 'due' ? 'now' : step.state === 'refused' ? 'refused' : 'waiting';
    const note = step.signedAt
      ? `${f.timeSeconds(step.signedAt)}, ${f.date(step.signedAt)}`
      : step.state === 'due' ? t('dueNow') : step.state === 'refused' ? t('refused', { reason: step.reason ?? '' }) : !step.required ? t('optional') : undefined;
    return {
      id: step.id,
      title: t(TITLES[step.role][done ? 1 : 0]),
      person: step.person ?? (step.role === 'seal' ? t('sealClerk') : undefined),
      note,
      state,
      children: done && step.certificate?.testOnly ? <p className="ph-sm sg-test">{t('testOnly')}</p> : undefined,
    };
  });
}

/** The key that will be used, the tries left to this person, and what an administrator did to them. */
export function CertificateNote({ certificate, isSeal }: { certificate: Certificate; isSeal: boolean }) {
  const t = useTexts(signingTexts);
  if (!certificate) return <Notice tone="warn">{t(isSeal ? 'noSeal' : 'noCertificate')}</Notice>;
  const { attemptsLeft, reset } = certificate;
  return (
    <Stack gap={2}>
      <p className="ph-label">{t(isSeal ? 'sealKey' : 'certificate')}</p>
      <FactList facts={[{ icon: 'key', title: certificate.commonName, note: t('validUntil', { issuer: certificate.issuer, at: certificate.notAfter }) }]} />
      {certificate.testOnly ? <p className="ph-sm sg-test">{t('testOnly')}</p> : null}
      {certificate.expired ? <p className="ph-sm sg-test">{t('expired')}</p> : null}
      {attemptsLeft === 0 ? <Notice tone="bad" title={t('locked')}>{t('lockedNote')}</Notice> : attemptsLeft < 5 ? <Notice tone="warn" title={t('attempts', { left: attemptsLeft })}>{t('attemptsNote')}</Notice> : null}
      {reset ? <Notice tone="accent" title={t('resetTitle', { at: reset.at })}>{t(reset.by === null ? 'resetAtConsole' : 'resetBy', { by: reset.by ?? '', reason: reset.reason })}</Notice> : null}
    </Stack>
  );
}

/** Steps, certificate and the one action of whose turn it is. */
export function SigningPanel({ document, can, certificate, actions }: { document: ToSign; can: Abilities; certificate: Certificate; actions: SigningActions }) {
  const t = useTexts(signingTexts);
  const steps = useSteps(document);
  const [dialog, setDialog] = useState<'pin' | 'refuse' | 'reopen' | null>(null);
  const open = (which: 'pin' | 'refuse' | 'reopen'): void => {
    actions.clear();
    setDialog(which);
  };
  const named = useDocumentName(document.kind);
  const number = document.number ?? '';
  const href = document.file ? `/files/official/${document.officialId}/${document.file.revision}` : null;
  const mine = can.sign || can.seal;
  const about = `${document.officialId ?? ''}:${document.state}:${document.file?.revision ?? ''}`;
  const unusable = !certificate ? t(can.sign ? 'noCertificate' : 'noSeal') : certificate.attemptsLeft === 0 ? t('locked') : null;
  return (
    <Stack gap={5} className="sg-panel">
      <PageHeading level={2} title={t('title', { document: named })} note={document.file ? t('facts', { number, pages: document.file.pages }) : undefined} />
      <Stepper steps={steps} label={t('steps')} />
      {document.steps.some((step) => step.state === 'refused') ? <Notice tone="bad" title={t('stopped')}>{t('stoppedWait', { document: named })}</Notice> : document.state === 'signed' ? <Notice tone="ok">{t('complete', { document: named })}</Notice> : null}
      {mine ? <CertificateNote certificate={certificate} isSeal={!can.sign} /> : null}
      {actions.error && dialog === null ? <InlineError error={actions.error} /> : null}
      <Stack gap={3}>
        {mine ? (
          <Button look="pri" size={72} wide icon="sign" busy={actions.busy} disabledReason={unusable} onPress={() => open('pin')}>
            {can.sign ? t('sign', { document: named }) : t('seal')}
          </Button>
        ) : null}
        {can.reopen ? <Button look="pri" size={72} wide icon="undo" onPress={() => open('reopen')}>{t('reopen')}</Button> : null}
        {href ? <LinkButton href={href} target="_blank" look={mine ? 'sec' : 'soft'} wide icon="document">{document.state === 'signed' ? t('openSigned') : t('open')}</LinkButton> : null}
        {can.refuse ? <Button look="quiet" wide onPress={() => open('refuse')}>{t('refuse')}</Button> : null}
        {document.verifyCode ? <TextLink href={`/verify/${document.verifyCode}`} icon="signature">{t('verify')}</TextLink> : null}
      </Stack>
      <Disclosure title={t('technical')}>
        <dl className="sg-facts">
          <dt>{t('code')}</dt><dd className="ph-num">{document.verifyCode}</dd>
          <dt>{t('frozenHash')}</dt><dd className="ph-num">{document.frozenSha256}</dd>
          {document.file ? <><dt>{t('fileHash')}</dt><dd className="ph-num">{document.file.sha256}</dd></> : null}
        </dl>
      </Disclosure>
      <PinDialog isOpen={dialog === 'pin'} about={mine ? about : null} isSeal={!can.sign} document={named} number={number} actions={actions} onClose={() => setDialog(null)} />
      <ReopenDialog document={document.kind} isOpen={dialog === 'reopen'} about={can.reopen ? about : null} actions={actions} onClose={() => setDialog(null)} />
      <RefuseDialog document={named} isOpen={dialog === 'refuse'} about={can.refuse ? about : null} actions={actions} onClose={() => setDialog(null)} />
    </Stack>
  );
}
