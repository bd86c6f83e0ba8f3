import { ControlsView, FieldsView } from './controls-view';
import { ContentView, StatesView } from './content-view';
import { HomeView, SessionView } from './screen-views';
import { DialogView, ConfirmView, DisplayView } from './dialog-view';

/** Every page of the gallery by its name in the address. */
export const galleryViews = {
  controls: ControlsView,
  fields: FieldsView,
  content: ContentView,
  states: StatesView,
  home: HomeView,
  session: SessionView,
  dialog: DialogView,
  confirm: ConfirmView,
  display: DisplayView,
};
