import { useId, useState } from 'react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, Link as AriaLink } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classes } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon';

/** `pri` once per zone; `danger` is outlined and filled only inside its confirmation; `live` and `choice` are for presenting and ballots. */
export type ButtonLook = 'pri' | 'sec' | 'soft' | 'quiet' | 'danger' | 'live' | 'choice';
/** Height in px at 100 % text size: 48 in rows, 56 usual, 72 the big action of a zone, 88 for a ballot. */
export type ButtonSize = 48 | 56 | 72 | 88;

interface ButtonFace {
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: IconName;
  iconEnd?: IconName;
  wide?: boolean;
  className?: string;
  children: ReactNode;
}

export interface ButtonProps
  extends ButtonFace,
  Pick<AriaButtonProps, 'onPress' | 'type' | 'name' | 'value' | 'form' | 'formAction' | 'formMethod' | 'autoFocus' | 'id' | 'slot'> {
  isDisabled?: boolean;
  /** Why the action cannot be taken now, in words. Shown under the button, which stays reachable by keyboard. */
  disabledReason?: string | null | false;
  /** Work is under way: the label stays, a bar runs inside, presses are ignored. */
  busy?: boolean;
  /** A danger button inside its own confirmation. */
  confirming?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
  'aria-label'?: string;
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
  'aria-pressed'?: boolean;
  'aria-describedby'?: string;
}

const iconSize = (size: ButtonSize): 's' | 'm' | 'l' => (size >= 72 ? 'l' : size === 48 ? 's' : 'm');

function ButtonContent({ icon, iconEnd, size, children }: { icon?: IconName; iconEnd?: IconName; size: ButtonSize; children: ReactNode }) {
  return (
    <>
      {icon ? <Icon name={icon} size={iconSize(size)} /> : null}
      <span>{children}</span>
      {iconEnd ? <Icon name={iconEnd} size={iconSize(size)} /> : null}
    </>
  );
}

/**
 * A button that can do nothing any more keeps the focus that is on it: disabled at once, it would drop the keyboard at the beginning of the page.
 * It is disabled for good as soon as the focus has gone on.
 */
export function useKeptFocus(isDisabled: boolean | undefined) {
  const [hasFocus, setFocus] = useState(false);
  const stays = isDisabled === true && hasFocus;
  return { isDisabled: isDisabled === true && !hasFocus, stays, onFocusChange: setFocus };
}

/** A button named with its object ("Gửi phiếu: Tán thành"), never "OK". */
export function Button({
  look = 'sec', size = 56, icon, iconEnd, wide, className, children, isDisabled, disabledReason, busy, confirming, buttonRef,
  'aria-describedby': describedBy, ...rest
}: ButtonProps) {
  const reasonId = useId();
  const blocked = Boolean(disabledReason);
  const kept = useKeptFocus(isDisabled && !blocked);
  const button = (
    <AriaButton
      {...rest}
      ref={buttonRef}
      isDisabled={kept.isDisabled}
      isPending={blocked || busy || kept.stays}
      onFocusChange={kept.onFocusChange}
      className={classes('ph-button', className)}
      aria-describedby={classes(blocked && reasonId, describedBy) || undefined}
      {...{
        'data-look': look,
        'data-size': size,
        'data-wide': wide || undefined,
        'data-blocked': blocked || kept.stays || undefined,
        'data-busy': busy || undefined,
        'data-confirming': confirming || undefined,
      }}
    >
      <ButtonContent icon={icon} iconEnd={iconEnd} size={size}>{children}</ButtonContent>
    </AriaButton>
  );
  if (!blocked) return button;
  return (
    <span className="ph-with-reason" data-wide={wide || undefined}>
      {button}
      <span className="ph-reason" id={reasonId}>
        <Icon name="info" size="s" />
        <span>{disabledReason}</span>
      </span>
    </span>
  );
}

export interface IconButtonProps
  extends Pick<AriaButtonProps, 'onPress' | 'type' | 'name' | 'value' | 'form' | 'isDisabled' | 'id' | 'slot' | 'autoFocus'> {
  icon: IconName;
  /** Said by screen readers; also the tooltip of the pointer. */
  label: string;
  look?: 'quiet' | 'sec';
  size?: IconSizeOfButton;
  isSelected?: boolean;
  className?: string;
  buttonRef?: Ref<HTMLButtonElement>;
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
}
type IconSizeOfButton = 's' | 'm' | 'l';

/** Only for back, search, close, previous and next, and moving within a list: everything else carries a word. */
export function IconButton({ icon, label, look = 'quiet', size = 'm', isSelected, className, buttonRef, isDisabled, ...rest }: IconButtonProps) {
  const { stays, ...kept } = useKeptFocus(isDisabled);
  return (
    <AriaButton
      {...rest}
      {...kept}
      isPending={stays}
      ref={buttonRef}
      aria-label={label}
      aria-pressed={isSelected}
      className={classes('ph-icon-button', className)}
      {...{ 'data-look': look, 'data-selected': isSelected || undefined }}
    >
      <Icon name={icon} size={size} />
    </AriaButton>
  );
}

export interface LinkButtonProps extends ButtonFace {
  href: string;
  /** Saves the answer instead of opening it. */
  download?: boolean | string;
  target?: '_blank';
  rel?: string;
  'aria-current'?: 'page';
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ look = 'sec', size = 56, icon, iconEnd, wide, className, children, ...rest }: LinkButtonProps) {
  return (
    <AriaLink {...rest} className={classes('ph-button', className)} {...{ 'data-look': look, 'data-size': size, 'data-wide': wide || undefined }}>
      <ButtonContent icon={icon} iconEnd={iconEnd} size={size}>{children}</ButtonContent>
    </AriaLink>
  );
}

export interface TextLinkProps {
  href: string;
  /** `inline` inside a sentence, `plain` for places, default for "go on" links. */
  look?: 'action' | 'inline' | 'plain';
  icon?: IconName;
  iconEnd?: IconName;
  download?: boolean | string;
  target?: '_blank';
  rel?: string;
  children: ReactNode;
}

export function TextLink({ look = 'action', icon, iconEnd, children, ...rest }: TextLinkProps) {
  return (
    <AriaLink {...rest} className="ph-link" {...{ 'data-look': look }}>
      {icon ? <Icon name={icon} size="s" /> : null}
      {children}
      {iconEnd ? <Icon name={iconEnd} size="s" /> : null}
    </AriaLink>
  );
}

/** Buttons side by side, 12 px apart; `fill` shares the width. */
export function ButtonRow({ align = 'start', children }: { align?: 'start' | 'end' | 'fill'; children: ReactNode }) {
  return <div className="ph-button-row" data-align={align}>{children}</div>;
}
