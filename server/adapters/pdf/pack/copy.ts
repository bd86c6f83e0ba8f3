import type { Output } from './output';
import type { SourcePdf } from './source';
import { isDict, isName, write, type Dict, type Ref, type Value } from './syntax';

/** Never copied with an object: descriptions of it, what other programs keep with it, its place in a structure that stays behind. */
const LEFT_OUT = ['Metadata', 'PieceInfo', 'StructParent', 'StructParents', 'LastModified'];
/** Nodes of the source's own structure: reached by a back door only, never drawn. */
const STRUCTURE = ['Page', 'Pages', 'Catalog', 'XRef', 'ObjStm'];

/** Copies objects of one source and whatever they lead to, each once. */
export class Copier {
  private readonly numbers = new Map<number, number>();
  private waiting: number[] = [];

  constructor(readonly source: SourcePdf, readonly out: Output) {}

  /** An object that stands for one of the source (a page written anew). */
  stand(num: number, target: number): void {
    this.numbers.set(num, target);
  }

  /** The new number of an object, if it was reached; 0 where it was not. */
  numberOf(num: number): number {
    return this.numbers.get(num) ?? 0;
  }

  readonly renumber = ({ num }: Ref): number => {
    const known = this.numbers.get(num);
    if (known !== undefined) return known;
    const target = this.out.allocate();
    this.numbers.set(num, target);
    this.waiting.push(num);
    return target;
  };

  /** A value in the syntax of the new file; what it leads to is copied by {@link finish}. */
  text(value: Value): string {
    return write(value, this.renumber);
  }

  /** Writes everything that was reached. @throws PackFault where an object cannot be read. */
  finish(): void {
    for (let num = this.waiting.pop(); num !== undefined; num = this.waiting.pop()) {
      const target = this.numbers.get(num) ?? 0;
      const found = this.source.object(num);
      const value = found?.value ?? null;
      if (!found || !isDict(value)) {
        this.out.object(this.text(value), target);
        continue;
      }
      if (STRUCTURE.some((type) => isName(value.get('Type'), type))) {
        this.out.object('null', target);
        continue;
      }
      for (const key of LEFT_OUT) value.delete(key);
      if (found.data) this.out.copied(target, this.plainStream(value), this.source, found.data, this.renumber);
      else this.out.object(this.text(value), target);
    }
  }

  /** Data that lies in another file is not fetched: the stream is as it stands here. */
  private plainStream(dict: Dict): Dict {
    for (const key of ['F', 'FFilter', 'FDecodeParms']) dict.delete(key);
    return dict;
  }
}
