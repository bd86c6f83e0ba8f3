import type { CommandName as Name } from '../../server/application';

/** Names the command of a form that works without a script too; the form's other fields are its input. */
export function CommandName({ name }: { name: Name }) {
  return <input type="hidden" name="command" value={name} />;
}
