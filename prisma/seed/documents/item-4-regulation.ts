/** Text of the draft regulation, chapter by chapter, with what the legal appraisal says of each. */
export interface Chapter { title: string; opinion: string; articles: Array<{ title: string; text: string[] }> }

export const REGULATION: readonly Chapter[] = [
  {
    title: 'QUY ĐỊNH CHUNG',
    opinion: 'phạm vi, đối tượng và nguyên tắc phân cấp phù hợp; đề nghị giải thích thêm từ ngữ "công trình hạ tầng kỹ thuật liên xã".',
    articles: [
      { title: 'Phạm vi điều chỉnh', text: ['1. Quy định này quy định việc phân cấp quản lý, vận hành, khai thác và bảo trì công trình hạ tầng kỹ thuật đầu tư bằng vốn nhà nước hoặc được bàn giao cho Nhà nước quản lý trên địa bàn tỉnh Thanh Giang.', '2. Quy định này không áp dụng đối với công trình điện lực, viễn thông, thủy lợi, đê điều; công trình phục vụ quốc phòng, an ninh và công trình do tổ chức, cá nhân tự đầu tư, quản lý.'] },
      { title: 'Đối tượng áp dụng', text: ['1. Các sở, ban, ngành; Ủy ban nhân dân các xã, phường, đặc khu (sau đây gọi chung là Ủy ban nhân dân cấp xã).', '2. Đơn vị quản lý, vận hành công trình; tổ chức, cá nhân sử dụng hạ tầng kỹ thuật dùng chung trên địa bàn tỉnh.'] },
      { title: 'Giải thích từ ngữ', text: ['1. Công trình hạ tầng kỹ thuật liên xã là công trình phục vụ từ hai đơn vị hành chính cấp xã trở lên hoặc có điểm đầu, điểm cuối ở hai đơn vị hành chính cấp xã.', '2. Bảo trì là tập hợp các công việc nhằm bảo đảm và duy trì sự làm việc bình thường, an toàn của công trình trong quá trình khai thác, sử dụng.', '3. Cơ quan được phân cấp là Ủy ban nhân dân cấp xã nơi có công trình thuộc danh mục phân cấp.'] },
      { title: 'Nguyên tắc phân cấp', text: ['1. Một công trình chỉ giao một cơ quan chịu trách nhiệm quản lý; phân cấp gắn với nguồn kinh phí, nhân lực và dữ liệu.', '2. Cấp tỉnh quản lý công trình liên xã, công trình có yêu cầu kỹ thuật phức tạp; cấp xã quản lý công trình phục vụ trực tiếp người dân trên địa bàn.', '3. Không làm gián đoạn cung cấp dịch vụ công ích khi bàn giao; bảo đảm công khai, minh bạch và sự giám sát của cộng đồng.'] },
    ],
  },
  {
    title: 'NỘI DUNG PHÂN CẤP',
    opinion: 'nội dung rõ về loại công trình; đề nghị rà soát ngưỡng kỹ thuật của cầu và công viên để thống nhất với phân cấp công trình xây dựng.',
    articles: [
      { title: 'Công trình do cấp tỉnh quản lý', text: ['1. Đường tỉnh, đường trục chính đô thị có bề rộng mặt đường từ 15 m trở lên; cầu có khẩu độ nhịp lớn nhất từ 25 m trở lên.', '2. Nhà máy xử lý nước thải, trạm bơm và tuyến cống chính liên lưu vực; công viên từ 05 ha trở lên; nghĩa trang cấp III trở lên.', '3. Đối với công trình liên xã, Sở Xây dựng là cơ quan chịu trách nhiệm chính; Ủy ban nhân dân cấp xã phối hợp bảo vệ hành lang, tiếp nhận phản ánh.'] },
      { title: 'Công trình phân cấp cho Ủy ban nhân dân cấp xã', text: ['1. Đường đô thị có bề rộng mặt đường dưới 15 m, hè phố, đường xã, đường thôn và công trình phụ trợ trên tuyến.', '2. Cầu dân sinh, cống qua đường có khẩu độ nhịp lớn nhất dưới 25 m.', '3. Hệ thống chiếu sáng công cộng, thoát nước mưa, công viên dưới 05 ha, cây xanh đường phố, công trình cấp nước nông thôn tập trung công suất dưới 1.000 m³/ngày đêm, nghĩa trang nhân dân cấp IV.', '4. Phạm vi, khối lượng cụ thể theo Phụ lục I, Phụ lục II kèm theo Quy định này.'] },
      { title: 'Thẩm quyền của Ủy ban nhân dân cấp xã', text: ['1. Phê duyệt kế hoạch, dự toán bảo trì; lựa chọn đơn vị cung ứng dịch vụ công ích theo quy định.', '2. Chấp thuận thi công, đấu nối, sử dụng tạm thời lòng đường, hè phố; cho phép chặt hạ, dịch chuyển cây xanh.', '3. Kiểm tra, xử phạt vi phạm hành chính theo thẩm quyền; quyết định biện pháp khẩn cấp khi công trình có nguy cơ mất an toàn.'] },
      { title: 'Thủ tục hành chính trong phạm vi phân cấp', text: ['1. Thủ tục hành chính thuộc phạm vi phân cấp được tiếp nhận tại Trung tâm Phục vụ hành chính công cấp xã và giải quyết theo quy trình do Chủ tịch Ủy ban nhân dân tỉnh công bố.', '2. Thời hạn giải quyết không dài hơn thời hạn hiện hành; khuyến khích rút ngắn ít nhất 30% đối với hồ sơ trực tuyến.'] },
    ],
  },
  {
    title: 'QUẢN LÝ, VẬN HÀNH VÀ BẢO TRÌ',
    opinion: 'quy định khả thi; đề nghị không quy định lại trình tự bảo trì đã có tại nghị định của Chính phủ.',
    articles: [
      { title: 'Kế hoạch bảo trì', text: ['1. Trước ngày 30 tháng 9 hằng năm, Ủy ban nhân dân cấp xã lập kế hoạch bảo trì năm sau, xác định công trình ưu tiên theo thứ tự: an toàn cầu, đường phục vụ học sinh đến trường; điểm ngập úng; chiếu sáng; cây xanh.', '2. Kế hoạch được công khai tại trụ sở và trên trang thông tin điện tử trong 30 ngày.'] },
      { title: 'Vận hành và tiếp nhận phản ánh', text: ['1. Đơn vị vận hành kiểm tra thường xuyên, ghi nhật ký điện tử; kiểm tra định kỳ ít nhất một lần mỗi quý và sau mỗi đợt thiên tai.', '2. Sự cố gây mất an toàn phải được rào chắn, cảnh báo trong 02 giờ và khắc phục tạm thời trong 24 giờ.', '3. Hệ thống chiếu sáng bảo đảm tỷ lệ sáng không dưới 97%.', '4. Mỗi xã, phường, đặc khu công khai đường dây nóng và tiếp nhận phản ánh qua ứng dụng công dân số; trả lời trong 03 ngày làm việc.'] },
      { title: 'Cơ sở dữ liệu công trình', text: ['1. Mỗi công trình được gắn một mã định danh thống nhất, cập nhật vị trí, quy mô, tình trạng, lịch sử bảo trì trên cơ sở dữ liệu dùng chung của tỉnh.', '2. Ủy ban nhân dân cấp xã cập nhật biến động trong 10 ngày kể từ ngày hoàn thành sửa chữa, bàn giao.'] },
      { title: 'Bàn giao, tiếp nhận công trình', text: ['1. Việc bàn giao lập thành biên bản giữa bên giao, bên nhận và Sở Xây dựng, gồm hồ sơ pháp lý, hồ sơ hoàn công, mốc giới, danh mục tài sản và tình trạng kỹ thuật.', '2. Trường hợp không còn hồ sơ, các bên cùng khảo sát, lập hồ sơ hiện trạng; không từ chối tiếp nhận vì lý do thiếu hồ sơ.', '3. Công trình hư hỏng nặng được cấp tỉnh sửa chữa hoặc bố trí kinh phí sửa chữa trước khi bàn giao.'] },
      { title: 'Kinh phí quản lý, bảo trì', text: ['1. Kinh phí bảo trì công trình phân cấp do ngân sách cấp xã bảo đảm, được tính trong định mức phân bổ chi thường xuyên.', '2. Trong năm đầu thực hiện, ngân sách tỉnh bổ sung có mục tiêu theo khối lượng bàn giao; địa bàn đồng bào dân tộc thiểu số, đặc khu được áp dụng hệ số 1,2.', '3. Nguồn thu từ khai thác hạ tầng được sử dụng để bảo trì theo quy định của pháp luật về ngân sách nhà nước.'] },
    ],
  },
  {
    title: 'TRÁCH NHIỆM VÀ KIỂM TRA, GIÁM SÁT',
    opinion: 'đã xác định trách nhiệm của từng cơ quan; đề nghị bổ sung chế độ báo cáo điện tử thay báo cáo giấy.',
    articles: [
      { title: 'Trách nhiệm của Sở Xây dựng', text: ['1. Hướng dẫn chuyên môn, ban hành tài liệu kỹ thuật; tập huấn cho công chức cấp xã ít nhất hai lần mỗi năm.', '2. Hỗ trợ kỹ thuật khi công trình có sự cố vượt khả năng của cấp xã trong thời gian không quá 12 giờ kể từ khi được đề nghị.', '3. Tổng hợp, đánh giá kết quả phân cấp, báo cáo Ủy ban nhân dân tỉnh hằng năm.'] },
      { title: 'Kiểm tra và xử lý', text: ['1. Sở Xây dựng kiểm tra định kỳ mỗi năm một lần, kiểm tra đột xuất khi có phản ánh.', '2. Ủy ban nhân dân cấp xã không thực hiện bảo trì theo kế hoạch mà không có lý do chính đáng phải giải trình; để xảy ra sự cố do thiếu trách nhiệm thì bị xem xét xử lý theo quy định.', '3. Trường hợp không đủ điều kiện thực hiện, Ủy ban nhân dân tỉnh điều chỉnh nội dung phân cấp.'] },
      { title: 'Giám sát của cộng đồng', text: ['1. Ban Giám sát đầu tư của cộng đồng được cung cấp kế hoạch, dự toán, hợp đồng và kết quả nghiệm thu.', '2. Kiến nghị của cộng đồng phải được trả lời bằng văn bản điện tử trong 10 ngày làm việc.'] },
      { title: 'Trách nhiệm của các sở, ngành', text: ['1. Sở Tài chính tham mưu bố trí, hướng dẫn quản lý, quyết toán kinh phí.', '2. Sở Nội vụ hướng dẫn vị trí việc làm; không làm tăng biên chế.', '3. Sở Nông nghiệp và Môi trường hướng dẫn công trình cấp nước nông thôn; Sở Khoa học và Công nghệ bảo đảm hạ tầng, kết nối dữ liệu.', '4. Công an tỉnh phối hợp bảo đảm trật tự, an toàn giao thông khi thi công, bảo trì.'] },
    ],
  },
  {
    title: 'TỔ CHỨC THỰC HIỆN',
    opinion: 'bổ sung quy định chuyển tiếp đối với hợp đồng duy trì đang thực hiện và thời hạn hoàn thành bàn giao.',
    articles: [
      { title: 'Chế độ báo cáo', text: ['1. Ủy ban nhân dân cấp xã cập nhật số liệu trên hệ thống thông tin báo cáo của tỉnh trước ngày 15 tháng cuối quý; không thực hiện báo cáo giấy.', '2. Sở Xây dựng khai thác số liệu từ hệ thống để tổng hợp báo cáo Ủy ban nhân dân tỉnh.'] },
      { title: 'Quy định chuyển tiếp', text: ['1. Hợp đồng cung ứng dịch vụ công ích đã ký trước ngày Quy định có hiệu lực được tiếp tục thực hiện đến hết thời hạn; quyền và nghĩa vụ của chủ đầu tư chuyển cho Ủy ban nhân dân cấp xã.', '2. Dự án đang đầu tư được bàn giao cho Ủy ban nhân dân cấp xã sau khi nghiệm thu hoàn thành.'] },
      { title: 'Điều khoản thi hành', text: ['1. Thủ trưởng các sở, ban, ngành, Chủ tịch Ủy ban nhân dân cấp xã chịu trách nhiệm tổ chức thực hiện Quy định này.', '2. Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, địa phương phản ánh về Sở Xây dựng để tổng hợp, trình Ủy ban nhân dân tỉnh sửa đổi, bổ sung./.'] },
    ],
  },
];
