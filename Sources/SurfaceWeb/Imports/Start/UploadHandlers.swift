import Basics
import Domain
import HTTPTypes
import Hummingbird
import Imports
import SurfaceKit

extension WebSurface {
    /// Takes a file as it is in the body. Answers where its import is, what has to be said about the file first, or
    /// with `dry` what would be found.
    func uploadHistory(_ request: Request, _ context: WebContext) async throws -> Response {
        let door = try await importDoor(context)
        guard try await door.reader.pinQuestion(next: ImportDoor.page) == nil else {
            return try UploadAnswer.problem("This needs the PIN of the profile. Load the page anew.", .forbidden)
        }
        return try await door.desk.turns.take(of: door.user) { try await takeIn(request, door) }
    }

    private func takeIn(_ request: Request, _ door: ImportDoor) async throws -> Response {
        let bytes: [UInt8]
        do {
            bytes = Array(try await request.bodyBytes(max: door.desk.settings.uploadBytesMax).readableBytesView)
        } catch SurfaceFailure.bodyTooLarge {
            let limit = ImportPage.size(door.desk.settings.uploadBytesMax)
            return try UploadAnswer.problem(
                "That file is too large. At most \(limit) are read at once: bring a part of it.", .contentTooLarge)
        } catch SurfaceFailure.bodyIncomplete {
            return try UploadAnswer.problem("The file did not arrive whole. Bring it again.", .badRequest)
        }
        let wish = UploadWish(request, now: features.world.now())
        do {
            let history = try await door.desk.read(bytes, wish.options)
            return try await wish.isDry ? preview(history, door) : begin(history, wish, door)
        } catch let error as HistoryFileError {
            return try UploadAnswer(error).response
        }
    }

    private func begin(_ history: ReadHistory, _ wish: UploadWish, _ door: ImportDoor) async throws -> Response {
        let session = try await door.desk.start(history, fileName: wish.fileName, for: door.user)
        _ = try await door.desk.enqueue(
            session, itemsMax: ImportsLimits.longItemsMax, rated: .takeNewViewings)
        var answer = UploadAnswer()
        answer.address = "\(ImportDoor.page)/\(session.uuid)"
        return try .json(answer, status: .created)
    }

    private func preview(_ history: ReadHistory, _ door: ImportDoor) async throws -> Response {
        let looked = try await door.desk.preview(
            history, for: door.user, itemsMax: WebLimits.previewFilmsMax, rated: .takeNewViewings)
        var answer = UploadAnswer()
        answer.preview = UploadPreview(history, looked)
        return try .json(answer)
    }
}

/// What is asked of a file beside the file itself.
struct UploadWish: Sendable {
    let fileName: String?
    let isDry: Bool
    let options: HistoryFileOptions

    init(_ request: Request, now: Instant) {
        let pairs = FormPairs(request.uri.query ?? "")
        let name = String((pairs.first("name") ?? "").prefix(ImportsLimits.fileNameCharactersMax))
        fileName = name.isBlank ? nil : name
        isDry = pairs.first("dry") == "1"
        var options = HistoryFileOptions(at: now)
        options.fileName = fileName
        options.netflixProfile = pairs.first("profile")
        options.columns = ColumnMapping(pairs)
        self.options = options
    }
}

extension ColumnMapping {
    /// Nil without the column of titles.
    fileprivate init?(_ pairs: FormPairs) {
        func column(_ name: String) -> Int? { pairs.first(name).flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }
        guard let title = column("title") else { return nil }
        let scale = column("scale").flatMap { RatingScale(rawValue: $0) } ?? .ten
        self.init(title: title, ratingScale: scale)
        year = column("year")
        date = column("date")
        rating = column("rating")
        imdbID = column("imdb")
        tmdbID = column("tmdb")
    }
}
