import { BootError } from '../../kernel/boot-error';

/** The follower has taken over: whatever is written here would be a second truth. */
export const superseded = (dataDir: string, at: string): BootError =>
  new BootError(
    `Máy dự phòng đã tiếp quản hệ thống này lúc ${at}; ${dataDir} không nhận thêm dữ liệu nào nữa. Hệ thống đang chạy ở máy kia. Để máy này thành máy dự phòng: đặt PHIEN_DATA sang thư mục trống và chạy “phien standby” (docs/operating.md, “Máy dự phòng”).`,
    `The standby took this installation over at ${at}; nothing more is written into ${dataDir}. It runs on the other machine. To make this machine the standby: point PHIEN_DATA at an empty folder and run “phien standby” (docs/operating.md, “A second machine”).`,
  );

/** It is followed, and nobody would be told where it begins to serve. */
export const followedUnheard = (dataDir: string): BootError =>
  new BootError(
    `Một máy dự phòng đang theo hệ thống trong ${dataDir} nhưng PHIEN_STANDBY không được đặt, nên không biết máy đó đã tiếp quản hay chưa. Đặt lại PHIEN_STANDBY; nếu không dùng máy dự phòng nữa: phien standby dismiss.`,
    `A standby follows the installation in ${dataDir} but PHIEN_STANDBY is not set, so nobody knows whether it has taken over. Set PHIEN_STANDBY again; if there is no standby any more: phien standby dismiss.`,
  );

export const stillFollowing = (dataDir: string): BootError =>
  new BootError(
    `${dataDir} là của máy dự phòng, đang theo một máy khác. Chạy “phien standby”; để máy này tiếp quản: phien standby take-over.`,
    `${dataDir} is a standby's, which follows another machine. Run “phien standby”; to have it take over: phien standby take-over.`,
  );

export const anotherFollows = (): BootError =>
  new BootError(
    'Máy chính đã có một máy dự phòng khác. Chỉ một máy được theo; nếu máy kia không còn: chạy “phien standby dismiss” trên máy chính rồi khởi động lại nó.',
    'The first machine has another standby. Only one follows; if that one is no more: run “phien standby dismiss” on the first machine and start it again.',
  );

export const anotherForm = (): BootError =>
  new BootError('Máy chính chạy phiên bản mà máy này không hiểu. Cài cùng một phiên bản trên hai máy.', 'The first machine runs a version that this one does not understand. Install the same version on both.');

export const anotherHouse = (dataDir: string): BootError =>
  new BootError(
    `${dataDir} đang theo một hệ thống khác với hệ thống ở PHIEN_STANDBY_OF. Không có gì bị thay đổi; đặt PHIEN_DATA sang thư mục trống.`,
    `${dataDir} follows another installation than the one at PHIEN_STANDBY_OF. Nothing was changed; point PHIEN_DATA at an empty folder.`,
  );

export const noRoomHere = (dataDir: string, cause: unknown): BootError =>
  new BootError(`Ổ đĩa chứa ${dataDir} đã đầy; máy dự phòng không nhận thêm được. Những gì đã nhận vẫn còn nguyên.`, `The disk of ${dataDir} is full; the standby can take no more. What it has is whole.`, { cause });

export const nothingToTakeOver = (dataDir: string): BootError =>
  new BootError(
    `Máy dự phòng trong ${dataDir} chưa có đủ dữ liệu của máy chính, nên không tiếp quản được. Khôi phục từ bản sao lưu (phien restore).`,
    `The standby in ${dataDir} does not yet have all of the first machine, so it cannot take over. Restore a backup instead (phien restore).`,
  );

export const notSound = (dataDir: string, detail: string): BootError =>
  new BootError(
    `Không tiếp quản: dữ liệu nhận được trong ${dataDir} không khớp (${detail}). Không có gì bị thay đổi. Khôi phục từ bản sao lưu (phien restore).`,
    `Not taken over: what was received in ${dataDir} does not fit together (${detail}). Nothing was changed. Restore a backup instead (phien restore).`,
  );

export const cannotListen = (place: string, detail: string): BootError =>
  new BootError(`Không mở được địa chỉ cho máy dự phòng PHIEN_STANDBY=${place} (${detail}).`, `The address for the standby, PHIEN_STANDBY=${place}, cannot be used (${detail}).`);
