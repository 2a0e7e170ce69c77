import Domain
import TestKit

@testable import Curation

extension CheckedTitle {
    static func test(
        _ id: Int32, _ name: String, _ year: Int? = nil, kind: TitleKind = .movie, imdb: String? = nil,
        tmdb: Int? = nil, _ change: (inout TitleMetadata) -> Void = { _ in }
    ) -> CheckedTitle {
        var metadata = TitleMetadata(title: name)
        metadata.year = year
        change(&metadata)
        return CheckedTitle(
            Title(
                identity: TitleIdentity(
                    id: TitleID(id), uuid: "\(id)", kind: kind, imdbID: imdb.flatMap { IMDbID($0) }, tmdbID: tmdb),
                state: .known, metadata: metadata, provenance: Provenance(), revision: 1))
    }

    func with(_ files: File...) -> CheckedTitle {
        var title = self
        title.files = files
        return title
    }
}

extension CheckedTitle.File {
    static func at(_ path: String, minutes: Double? = nil, version: Int = 0, label: String? = nil) -> Self {
        var file = Self(path: path)
        (file.minutes, file.version, file.label) = (minutes, version, label)
        return file
    }
}
