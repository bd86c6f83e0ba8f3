/** The floating toolbar: six tools, three pens, and who sees the marks. Its ring wears the colour of the layer. */
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { InkTool } from '@shared/rules/pen-state';
import { BLACK, BLUE, VERMILION, VIOLET, YELLOW, pensOf } from '~/tablet/ink/palette';
import type { InkLook } from '~/tablet/ink/palette';
import { useKeptFocus } from '~/ui/button';
import { Icon } from '~/ui/icon';
import type { IconName } from '~/ui/icon';
import { useTexts } from '~/ui/i18n';
import { readerTexts } from './texts';

type ToolKey = 'hand' | 'pen' | 'highlighter' | 'note' | 'eraser' | 'laser';

const TOOLS: readonly { readonly tool: ToolKey; readonly icon: IconName }[] = [
  { tool: 'hand', icon: 'hand' },
  { tool: 'pen', icon: 'marks' },
  { tool: 'highlighter', icon: 'highlighter' },
  { tool: 'note', icon: 'note' },
  { tool: 'eraser', icon: 'eraser' },
];

const COLOR_NAMES = { [BLUE]: 'blue', [BLACK]: 'black', [YELLOW]: 'yellow', [VIOLET]: 'violet', [VERMILION]: 'vermilion' } as const;

export interface ToolbarProps {
  tool: InkTool;
  color: number;
  layer: InkLook;
  canUndo: boolean;
  /** The laser pointer is for who may present. */
  canPoint: boolean;
  onTool: (tool: InkTool) => void;
  onColor: (color: number) => void;
  onUndo: () => void;
  /** Absent: who sees the marks is settled. */
  onLayer: (() => void) | undefined;
}

export function Toolbar({ tool, color, layer, canUndo, canPoint, onTool, onColor, onUndo, onLayer }: ToolbarProps) {
  const t = useTexts(readerTexts);
  const [folded, setFolded] = useState(false);
  const { stays, ...undoFocus } = useKeptFocus(!canUndo);
  const layerName = t(layer === 'shared' ? 'layerShared' : layer === 'prepared' ? 'layerPrepared' : 'layerPrivate');
  if (folded) {
    return (
      <div className="rd-tools" data-layer={layer} data-folded>
        <AriaButton className="rd-tool" aria-label={t('expand')} onPress={() => setFolded(false)}><Icon name="marks" /></AriaButton>
      </div>
    );
  }
  const tools = canPoint ? [...TOOLS, { tool: 'laser' as const, icon: 'pointer' as const }] : TOOLS;
  return (
    <div className="rd-tools" role="toolbar" aria-label={t('tools')} data-layer={layer} aria-orientation="vertical">
      <AriaButton className="rd-fold" aria-label={t('collapse')} onPress={() => setFolded(true)}><span aria-hidden="true" /></AriaButton>
      <div className="rd-tools-row">
        {tools.map((one) => (
          <AriaButton key={one.tool} className="rd-tool" aria-pressed={tool === one.tool} onPress={() => onTool(one.tool)} {...{ 'data-tool': one.tool }}>
            <Icon name={one.icon} />
            <span>{t(one.tool)}</span>
          </AriaButton>
        ))}
        <AriaButton className="rd-tool" {...undoFocus} isPending={stays} onPress={onUndo}>
          <Icon name="undo" />
          <span>{t('undo')}</span>
        </AriaButton>
        <span className="rd-tools-line" aria-hidden="true" />
        <div className="rd-pens">
          {pensOf(layer).map((one) => (
            <AriaButton key={one} className="rd-pen" aria-pressed={color === one} aria-label={t('color', { name: t(COLOR_NAMES[one as keyof typeof COLOR_NAMES]) })} onPress={() => onColor(one)} {...{ 'data-color': one }}>
              <i aria-hidden="true" />
            </AriaButton>
          ))}
        </div>
      </div>
      <span className="rd-tools-line" aria-hidden="true" />
      {onLayer === undefined ? <p className="rd-layer" data-settled><Icon name="personCheck" /><span>{layerName}</span></p> : (
        <AriaButton className="rd-layer" aria-label={t('layerSwitch', { layer: layerName })} onPress={onLayer}>
          <Icon name={layer === 'shared' ? 'presenting' : 'private'} />
          <span>{layerName}</span>
        </AriaButton>
      )}
    </div>
  );
}
