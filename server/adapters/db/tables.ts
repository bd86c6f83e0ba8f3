import type { Prisma } from '../../../prisma/generated/client';

/** What the kernel's handle is made of where this adapter keeps the data: the tables, as the mapper asks them. */
declare module '../../kernel/ports/database' {
  // An extension of the kernel's type is written as an interface that adds nothing of its own.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface Db extends Prisma.TransactionClient {}
}
