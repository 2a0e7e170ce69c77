import Domain
import Streaming
import SurfaceKit

/// A row that a long list writes piece by piece, since a general encoder would take longer than everything else.
protocol WrittenRow {
    func write(to writer: inout JSONWriter)
}

/// A page of films or series as it is answered.
struct TitlePage {
    private let page: DiscoveryPage
    private let total: Int

    init(_ page: DiscoveryPage, total: Int) {
        self.page = page
        self.total = total
    }

    /// `name` is the member that has the rows.
    func bytes<Row: WrittenRow>(_ name: String, _ titles: [ListedTitle], _ row: (ListedTitle) -> Row) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name(name)
            writer.list(titles) { row($1).write(to: &$0) }
            writer.name("page")
            writer.value(page.number)
            writer.name("pageSize")
            writer.value(page.size)
            writer.name("total")
            writer.value(total)
        }
        return writer.bytes
    }
}

extension JSONWriter {
    mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        value(text)
    }

    mutating func member(_ name: String, _ number: Int?) {
        self.name(name)
        value(number)
    }

    mutating func member(_ name: String, _ number: Double?) {
        self.name(name)
        value(number)
    }

    mutating func member(_ name: String, _ texts: [String]) {
        self.name(name)
        list(texts) { $0.value($1) }
    }

    /// A list of objects with nothing but a name.
    mutating func names(_ name: String, _ names: [String]) {
        self.name(name)
        list(names) { writer, name in writer.object { $0.member("name", name) } }
    }
}

/// Addresses of the pictures of a listed title.
extension ListedTitle {
    /// The one beside the files, else the one that a provider has; nil where there is none.
    func poster(_ addresses: PictureAddresses) -> String? {
        pictures[.poster].map { addresses.picture($0) } ?? addresses.providedPoster(of: id, at: metadata.posterPath)
    }

    func backdrop(_ addresses: PictureAddresses) -> String? { pictures[.backdrop].map { addresses.picture($0) } }
}
