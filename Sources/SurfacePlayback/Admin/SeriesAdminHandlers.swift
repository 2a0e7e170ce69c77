import Accounts
import Activity
import Basics
import Catalogue
import Domain
import Hummingbird
import SurfaceKit

extension PlaybackSurface {
    /// Changes fields of a series for good: neither a file nor a service changes them again.
    func editSeries(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let id = try await administeredSeries(context)
        let wishes = try SeriesEditRequest(context.parameters)
        guard !wishes.changed.isEmpty || !wishes.ignored.isEmpty else {
            throw PlaybackError.invalid("Name at least one field to be changed.")
        }
        do {
            _ = try await features.administration.corrections.edit(wishes.edit(of: id))
        } catch TitleEditError.unknownTitle {
            throw PlaybackError.notFound("There is no such series.")
        } catch TitleEditError.idTaken(let taken) {
            throw PlaybackError.invalid("Another title is \(taken) already.")
        }
        try? await features.people.audit.record(
            AuditEntry(
                at: features.world.now(), action: PlaybackAudit.seriesEdited, userID: try context.signedIn.user.id,
                address: context.caller.address, detail: "\(id): \(wishes.changed.joined(separator: ", "))"))
        return try .playback(
            SeriesEditResponse(message: "Saved.", changed: wishes.changed, ignored: wishes.ignored))
    }

    /// Asks the provider about a series, and looks for what is new in the folders.
    func rescanSeries(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let id = try await administeredSeries(context)
        let outcome = try await features.administration.corrections.refresh(
            id, withEpisodes: context.parameters.flag("cascade") ?? false)
        _ = try await features.administration.media.requestScan()
        var response = SeriesRescanResponse(seriesUpdated: false, episodesUpdated: 0)
        switch outcome {
        case .done(let episodes): (response.seriesUpdated, response.episodesUpdated) = (true, episodes)
        case .unknown(let reason): response.message = "No metadata: \(reason)."
        case .failed(let failure): response.message = "No metadata: \(failure)."
        case .notConfigured: response.message = "No metadata: there is no key for TMDB."
        }
        return try .playback(response)
    }

    private func administeredSeries(_ context: PlaybackContext) async throws -> TitleID {
        let id: TitleID = try context.parameters.id("series_id")
        let inForce = try await inForce(context)
        guard try await features.videos.video(id, for: inForce.unlimited)?.isSeries == true else {
            throw PlaybackError.notFound("There is no such series.")
        }
        return id
    }
}

/// What a request says of a series. Empty fields stay as they are.
struct SeriesEditRequest {
    /// Names of parameters, as they were sent.
    private(set) var changed: [String] = []
    /// What the catalogue has no place for.
    private(set) var ignored: [String] = []
    private var metadata = TitleMetadata(title: "")
    private var credits: [Credit.Role: [String]] = [:]
    private var imdbID: IMDbID?

    /// Throws `PlaybackError.invalid`.
    init(_ parameters: PlaybackParameters) throws(PlaybackError) {
        ignored = ["poster_url", "awards", "metascore", "rotten_tomatoes"].filter { parameters.optional($0) != nil }
        if let text = try text("title", CatalogueLimits.titleCharactersMax, parameters) { metadata.title = text }
        metadata.overview = try text("plot", CatalogueLimits.overviewCharactersMax, parameters)
        metadata.contentRating = try text("content_rating", CatalogueLimits.shortTextCharactersMax, parameters)
        metadata.genres = try list("genre", parameters)
        metadata.languages = try list("language", parameters)
        metadata.countries = try list("country", parameters)
        let roles: [(name: String, role: Credit.Role)] = [("director", .director), ("writer", .writer)]
        for (name, role) in roles {
            let names = try list(name, parameters)
            if !names.isEmpty { credits[role] = names }
        }
        metadata.year = try number("release_year", in: CatalogueLimits.yearRange, parameters) { Int($0) }
        metadata.voteAverage = try number("imdb_rating", in: 0...10, parameters) { Double($0) }
        guard let id = try text("imdb_id", CatalogueLimits.shortTextCharactersMax, parameters) else { return }
        guard let known = IMDbID(id) else { throw .invalid("imdb_id must be like tt0903747.") }
        imdbID = known
    }

    func edit(of id: TitleID) -> TitleEdit {
        var edit = TitleEdit(titleID: id)
        (edit.metadata, edit.credits, edit.imdbID) = (metadata, credits, imdbID)
        return edit
    }

    private mutating func text(
        _ name: String, _ charactersMax: Int, _ parameters: PlaybackParameters
    ) throws(PlaybackError) -> String? {
        guard let text = parameters.optional(name) else { return nil }
        guard text.count <= charactersMax else { throw .invalid("\(name) has more than \(charactersMax) characters.") }
        changed.append(name)
        return text
    }

    /// Separated by commas.
    private mutating func list(_ name: String, _ parameters: PlaybackParameters) throws(PlaybackError) -> [String] {
        let text = try text(name, CatalogueLimits.overviewCharactersMax, parameters) ?? ""
        return text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    private mutating func number<Value: Comparable>(
        _ name: String, in range: ClosedRange<Value>, _ parameters: PlaybackParameters, _ read: (String) -> Value?
    ) throws(PlaybackError) -> Value? {
        guard let text = try text(name, CatalogueLimits.shortTextCharactersMax, parameters) else { return nil }
        guard let value = read(text), range.contains(value) else {
            throw .invalid("\(name) must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }
}

struct SeriesEditResponse: Encodable {
    let status = "success"
    let message: String
    let changed: [String]
    let ignored: [String]
}

struct SeriesRescanResponse: Encodable {
    let status = "success"
    var seriesUpdated: Bool
    var episodesUpdated: Int
    /// Why there is no metadata.
    var message: String?
}
