import Basics
import Domain
import HTTPTypes
import Hummingbird
import Imports
import SurfaceKit

extension ImportSurface {
    /// Reads a file, looks for its films and opens a session for them. All of that ends when the client hangs up, and
    /// nothing is left of it then.
    func upload(_ request: Request, _ context: ImportContext) async throws -> Response {
        let (source, user, desk) = (try context.source, try context.user, features.desk)
        let reader = try UploadReader(request, fileBytesMax: desk.settings.uploadBytesMax)
        do {
            return try await request.body.consumeWithCancellationOnInboundClose { body in
                let begun = try await desk.turns.take(of: user.id) {
                    var reader = reader
                    let file = try await reader.file(from: body)
                    let history = try await self.history(in: file, of: source)
                    return try await desk.start(history, fileName: file.name, for: user.id)
                }
                let session = try await desk.finish(begun)
                let items = try await desk.items(of: session, offset: 0, limit: session.itemCount)
                return try .json(
                    UploadResponse(session, items, features.posters), status: .created, headers: [.connection: "close"])
            }
        } catch is CancellationError {
            throw ImportFailure.hungUp
        }
    }

    /// Throws `ImportFailure` `badFile` and `fileTooLarge`.
    private func history(in file: UploadedFile, of source: ImportSource) async throws -> ReadHistory {
        // The other services' files are known by what is in them, whatever they are called.
        guard source != .amazonPrime || file.name.lowercased().hasSuffix(".csv") else {
            throw ImportFailure.badFile("File must be a CSV file")
        }
        var options = HistoryFileOptions(at: features.world.now())
        options.only = [source]
        options.netflixProfile = file.profile
        options.fileName = file.name
        let history: ReadHistory
        do {
            history = try await features.desk.read(file.bytes, options)
        } catch let error as HistoryFileError {
            throw failure(error, of: source)
        }
        guard history.counts.totalEntries > 0 else { throw Self.emptyFile }
        guard !history.films.isEmpty else { throw Self.filmlessFile }
        return history
    }

    private func failure(_ error: HistoryFileError, of source: ImportSource) -> ImportFailure {
        switch error {
        case .unreadable, .unknownColumns: Self.emptyFile
        case .noFilms: Self.filmlessFile
        // The one client that there is for this service knows no other words.
        case .otherSource where source == .amazonPrime: Self.emptyFile
        case .otherSource(let other): .badFile("This is a file of \(other.rawValue), not of \(source.rawValue)")
        case .profiles(let names):
            .badFile("The file has several profiles; name one in the field profile: " + names.joined(separator: ", "))
        case .archive: .badFile("ZIP file could not be read")
        case .tooLarge: .fileTooLarge(bytesMax: ImportsLimits.unpackedBytesMax)
        }
    }

    private static let emptyFile = ImportFailure.badFile("CSV file is empty or could not be parsed")
    private static let filmlessFile = ImportFailure.badFile("No movies found in CSV file (only TV shows?)")
}
