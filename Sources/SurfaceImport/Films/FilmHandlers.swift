import Basics
import Domain
import HTTPTypes
import Hummingbird
import Imports
import SurfaceKit

extension ImportSurface {
    func searchFilms(_ request: Request, _ context: ImportContext) async throws -> Response {
        let query = GivenFields.query(of: request)
        var check = Check()
        let text = check.required(query["q"], .text(1...ImportLimits.queryCharactersMax), else: "")
        let year = check.optional(query["year"], .int(in: .filmYears(features.world.now())))
        try check.finish()
        let found = try await features.shelf.search(text, year: year)
        return try .json(
            FilmSearchResponse(
                results: found.map { MatchResponse($0, features.posters) }, query: text, year: year))
    }

    /// Finds a film in the catalogue, or adds it there.
    func addFilm(_ request: Request, _ context: ImportContext) async throws -> Response {
        var check = Check()
        let fields = GivenFields.body(try await request.importBody(), isOptional: false, &check)
        let body = FilmBody(fields, today: features.world.now(), &check)
        try check.finish()
        let shelved = try await features.shelf.put(body.match(features.posters))
        return try .json(
            FilmResponse(shelved.film, createdAt: shelved.createdAt, features.posters),
            status: shelved.isNew ? .created : .ok)
    }
}
