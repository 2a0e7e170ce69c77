import Basics
import Domain
import Host
import Jobs

/// What went wrong with a library, in words for the administrator.
enum LibraryProblem {
    /// Without what an error of a database may hold.
    static func text(_ error: any Error) -> String {
        switch error {
        case let failure as MediaServerFailure: failure.description
        case FileError.outside, FileError.linkLoop: "Its folder is a link, which is not followed"
        case FileError.permissionDenied: "This server may not write into output.path"
        case is FileError: "output.path cannot be written to"
        default: "\(type(of: error))"
        }
    }
}

extension JobFailure {
    static let withoutMediaServer = JobFailure("No media server is set up.", isPermanent: true)

    /// The job has a schedule, so it is not tried again at once.
    static func onlyWritten(_ failure: MediaServerFailure) -> JobFailure {
        JobFailure("The files are written, but nothing is shown of them: \(failure).", isPermanent: true)
    }
}

extension LibrarySettings {
    /// Whether a person's library of a kind has links in place of addresses.
    func links(_ kind: TitleKind) -> Bool { kind == .series ? output.linksSeries : output.linksMovies }

    /// What a person's library is called on a day: as they want, else after the template. `count` is that of its
    /// titles.
    func name(
        _ kind: TitleKind, of user: User, _ choices: PersonalSettings, count: Int?, _ moment: Instant
    ) -> String {
        let isSeries = kind == .series
        let own = isSeries ? choices.seriesLibraryName : choices.movieLibraryName
        let template = isSeries ? titles.series : titles.movies
        let standard = isSeries ? LibraryTitleTemplates().series : LibraryTitleTemplates().movies
        let title = LibraryTitle(template) ?? LibraryTitle(standard)
        var values: [LibraryTitleTag: String] = [
            .username: user.displayName ?? user.name, .type: isSeries ? "TV Series" : "Movies",
            .date: String(moment.iso8601.prefix(10)),
        ]
        values[.count] = count.map { String($0) }
        return own ?? title?.filled(values) ?? standard
    }
}
