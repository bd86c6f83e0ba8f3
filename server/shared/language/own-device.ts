/** In place of a name (`by` of a conflict): the person who is told made the change on another device of their own. */
export const OWN_DEVICE = '@own';
