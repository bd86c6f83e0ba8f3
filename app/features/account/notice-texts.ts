import { defineTexts } from '~/ui/i18n';

/** What people are told of their account; keys are the kinds of `identity` (I15). */
export const noticeTexts = defineTexts({
  vi: {
    link_requested: '{by} đã đề nghị liên kết đặt lại mật khẩu cho tài khoản của đồng chí ({at:time} ngày {at:date}).',
    link_made: '{by} đã tạo liên kết đặt mật khẩu cho tài khoản của đồng chí ({at:time} ngày {at:date}).',
    link_used: 'Mật khẩu của đồng chí đã được đặt qua liên kết do {by} tạo ({at:time} ngày {at:date}).',
    member_link_requested: '{by} đã đề nghị liên kết đặt lại mật khẩu cho {person} ({at:time} ngày {at:date}).',
    member_link_made: 'Liên kết đặt lại mật khẩu cho {person} đã được tạo bởi {by} ({at:time} ngày {at:date}).',
    member_link_used: 'Mật khẩu của {person} đã được đặt lại qua liên kết do {by} tạo ({at:time} ngày {at:date}).',
    account_changed: '{by} đã thay đổi tài khoản của đồng chí: {what} ({at:time} ngày {at:date}).',
    administrator_made: '{by} đã trao quyền quản trị hệ thống cho {person} ({at:time} ngày {at:date}).',
    seat_given: '{by} đã thêm {person} vào {body} ({at:time} ngày {at:date}).',
    sign_in_ended: 'Đồng chí đăng nhập ở quá nhiều nơi; {count} lần đăng nhập lâu không dùng đã được kết thúc ({at:time} ngày {at:date}).',
    toDo: 'Nếu điều này không đúng, hãy báo ngay cho chủ tọa và bộ phận an toàn thông tin, rồi đổi mật khẩu.',
    whatUserName: 'tên đăng nhập',
    whatEmail: 'thư điện tử',
    whatRoles: 'vai trò',
    whatUnblocked: 'mở khóa',
  },
  en: {
    link_requested: '{by} requested a link to reset the password of your account (at {at:time} on {at:date}).',
    link_made: '{by} created a link to set the password of your account (at {at:time} on {at:date}).',
    link_used: 'Your password was set through a link created by {by} (at {at:time} on {at:date}).',
    member_link_requested: '{by} requested a link to reset the password of {person} (at {at:time} on {at:date}).',
    member_link_made: 'A link to reset the password of {person} was created by {by} (at {at:time} on {at:date}).',
    member_link_used: 'The password of {person} was reset through a link created by {by} (at {at:time} on {at:date}).',
    account_changed: '{by} changed your account: {what} (at {at:time} on {at:date}).',
    administrator_made: '{by} made {person} a system administrator (at {at:time} on {at:date}).',
    seat_given: '{by} added {person} to {body} (at {at:time} on {at:date}).',
    sign_in_ended: 'You were signed in in too many places; {count} {count:plural:sign-in that was|sign-ins that were} idle for long {count:plural:was|were} ended (at {at:time} on {at:date}).',
    toDo: 'If this is not right, tell the chair and whoever is responsible for security at once, then change your password.',
    whatUserName: 'user name',
    whatEmail: 'e-mail',
    whatRoles: 'roles',
    whatUnblocked: 'unblocked',
  },
});
