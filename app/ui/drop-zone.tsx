import { useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { Button } from './button';
import { Icon } from './icon';
import { uiTexts } from './texts';
import { useTexts } from './i18n';

export interface DropZoneProps {
  onFiles: (files: File[]) => void;
  /** As in the accept attribute: ".pdf,application/pdf". Only narrows the chooser; the server decides. */
  accept?: string;
  multiple?: boolean;
  isDisabled?: boolean;
  /** In place of "Thả tệp vào đây hoặc". */
  prompt?: ReactNode;
  buttonLabel?: string;
  /** What is accepted, in words. */
  hint?: ReactNode;
  /** Form name of the chooser where the file goes with a plain form. */
  name?: string;
  size?: 'm' | 'l';
}

/** Files by drop and by button: both always, because a drag is never the only way. */
export function DropZone({ onFiles, accept, multiple = true, isDisabled, prompt, buttonLabel, hint, name, size = 'm' }: DropZoneProps) {
  const t = useTexts(uiTexts);
  const input = useRef<HTMLInputElement>(null);
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);
  const hasFiles = (event: DragEvent): boolean => !isDisabled && event.dataTransfer.types.includes('Files');
  const leave = (): void => {
    depth.current = 0;
    setOver(false);
  };
  return (
    <div
      className="ph-drop"
      data-over={isOver || undefined}
      data-size={size}
      data-disabled={isDisabled || undefined}
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => { if (hasFiles(event)) event.preventDefault(); }}
      onDragLeave={() => {
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        leave();
        const files = [...event.dataTransfer.files];
        onFiles(multiple ? files : files.slice(0, 1));
      }}
    >
      <Icon name="upload" size={size === 'l' ? 'xl' : 'l'} />
      <p className="ph-drop-prompt">{isOver ? t('dropNow') : (prompt ?? t('dropFiles'))}</p>
      <Button size={size === 'l' ? 56 : 48} isDisabled={isDisabled} onPress={() => input.current?.click()}>{buttonLabel ?? t('chooseFiles')}</Button>
      {hint ? <p className="ph-field-hint">{hint}</p> : null}
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        name={name}
        accept={accept}
        multiple={multiple}
        disabled={isDisabled}
        aria-hidden="true"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          if (!name) event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
}
