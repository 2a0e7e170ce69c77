import SurfaceKit

/// A list that is not paged.
struct ListResponse<Row: WrittenRow>: WrittenRow {
    let rows: [Row]

    func write(to writer: inout JSONWriter) {
        writer.list(rows) { $1.write(to: &$0) }
    }
}
