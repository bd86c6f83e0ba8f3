import {
  AlertTriangle, ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Bell, BookOpen, Building2, Calendar, CalendarCheck, Check, CheckCircle2,
  ChevronDown, ChevronLeft, ChevronRight, ChevronUp, Circle, Clock, Columns2, Copy, Download, Ellipsis, Eraser, Eye, EyeOff, File, FileCheck,
  FileClock, FileText, FileUp, FileWarning, Folder, GripVertical, Hand, Highlighter, History, Hourglass, House, Info, Key, Landmark, Languages,
  LayoutList, Leaf, Link, List, Lock, LogIn, LogOut, Maximize2, MapPin, Menu, MessageSquareText, Mic, Minus, Monitor, MousePointer2, Pause,
  Pencil, PenLine, Play, Plus, Presentation, Printer, Radio, Redo2, RefreshCw, RotateCcw, Save, Search, Send, Settings, Share2, ShieldAlert,
  ShieldCheck, ShieldX, Signature, SkipForward, Square, StickyNote, Timer, Trash2, Type, Undo2, Unlock, Upload, User, UserCheck, UserPlus, UserX, Users,
  Vote, WifiOff, X, XCircle, ZoomIn, ZoomOut,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

/**
 * The pictures the interface may use, named by meaning where design.md §6 fixes one. An icon never stands
 * alone except for back, search, close, previous and next page, whose buttons carry an `aria-label`.
 */
const ICONS = {
  copy: Copy, presenting: Radio, private: Lock, group: Users, speak: Mic, vote: Vote, marks: PenLine, download: Download, newVersion: RotateCcw,
  signature: ShieldCheck, paperSaved: Leaf, roomScreen: Monitor,
  back: ArrowLeft, forward: ArrowRight, up: ArrowUp, down: ArrowDown, search: Search, close: X, previous: ChevronLeft, next: ChevronRight,
  open: ChevronDown, collapse: ChevronUp, more: Ellipsis, menu: Menu, add: Plus, remove: Minus, check: Check, cross: X, minus: Minus,
  checkCircle: CheckCircle2, crossCircle: XCircle, circle: Circle, info: Info, warning: AlertTriangle, error: XCircle, bell: Bell,
  home: House, calendar: Calendar, calendarCheck: CalendarCheck, clock: Clock, timer: Timer, hourglass: Hourglass, place: MapPin, building: Building2,
  authority: Landmark, person: User, people: Users, personCheck: UserCheck, personAdd: UserPlus, personRemove: UserX,
  document: FileText, file: File, fileCheck: FileCheck, fileUp: FileUp, fileWarning: FileWarning, fileClock: FileClock, folder: Folder, upload: Upload,
  agenda: LayoutList, list: List, read: BookOpen, opinion: MessageSquareText, minutes: Pencil, edit: Pencil, delete: Trash2, save: Save, send: Send,
  share: Share2, print: Printer, link: Link, history: History, undo: Undo2, redo: Redo2, refresh: RefreshCw, view: Eye, hide: EyeOff,
  lock: Lock, unlock: Unlock, key: Key, sign: Signature, valid: ShieldCheck, caution: ShieldAlert, invalid: ShieldX, signIn: LogIn, signOut: LogOut,
  play: Play, pause: Pause, stop: Square, skip: SkipForward, present: Presentation, offline: WifiOff, grip: GripVertical,
  hand: Hand, highlighter: Highlighter, eraser: Eraser, note: StickyNote, pointer: MousePointer2, zoomIn: ZoomIn, zoomOut: ZoomOut, split: Columns2,
  fullscreen: Maximize2, textSize: Type, language: Languages, settings: Settings,
} satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof ICONS;
export const iconNames = Object.keys(ICONS) as IconName[];

export interface IconProps {
  name: IconName;
  /** s 20 px, m 24 px (default), l 28 px, xl 36 px; all grow with the reader's text size. */
  size?: 's' | 'm' | 'l' | 'xl';
  className?: string;
}

/** A picture beside a word; always hidden from screen readers because the word says it. */
export function Icon({ name, size = 'm', className }: IconProps) {
  const Picture = ICONS[name];
  return <Picture className={className ? `ph-icon ${className}` : 'ph-icon'} data-size={size} aria-hidden="true" strokeWidth={1.9} />;
}
