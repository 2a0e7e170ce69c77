import Hummingbird
import NIOCore
import SurfaceKit

/// A file that came in a form in parts.
struct UploadedFile: Sendable {
    /// As its sender calls it; possibly empty.
    let name: String
    let bytes: [UInt8]
    /// Whose viewings are meant, in a file of several people.
    let profile: String?
}

/// Takes the part `file` of a form, piece by piece, and never holds more than a file may have.
struct UploadReader: Sendable {
    private enum Part {
        case file
        case profile
        case other
    }

    private let fileBytesMax: Int
    private var parser: MultipartParser
    private var part = Part.other
    private var fileName: String?
    private var isPlainField = false
    private var bytes: [UInt8] = []
    private var profile: [UInt8] = []
    private var receivedBytes = 0

    /// Throws `ImportFailure.fileTooLarge` where that is announced, and `InvalidRequest` for what is no form in parts.
    init(_ request: Request, fileBytesMax: Int) throws {
        self.fileBytesMax = fileBytesMax
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= fileBytesMax + ImportLimits.uploadBesidesBytesMax else {
            throw ImportFailure.fileTooLarge(bytesMax: fileBytesMax)
        }
        guard let parser = request.headers[.contentType].flatMap({ MultipartParser(contentType: $0) }) else {
            throw Self.missingFile
        }
        self.parser = parser
    }

    /// Throws `ImportFailure.fileTooLarge`, `InvalidRequest` and `SurfaceFailure.bodyIncomplete`.
    mutating func file(from body: RequestBody) async throws -> UploadedFile {
        do {
            for try await piece in body { try take(piece) }
            try parser.finish()
        } catch is MultipartError {
            throw ImportFailure.unreadableForm
        } catch let failure as ImportFailure {
            throw failure
        } catch {
            try Task.checkCancellation()
            throw SurfaceFailure.bodyIncomplete
        }
        guard let fileName else { throw isPlainField ? Self.plainField : Self.missingFile }
        let profile = String(decoding: profile, as: UTF8.self)
        return UploadedFile(name: fileName, bytes: bytes, profile: profile.isBlank ? nil : profile)
    }

    private mutating func take(_ piece: ByteBuffer) throws {
        receivedBytes += piece.readableBytes
        guard receivedBytes - bytes.count <= fileBytesMax + ImportLimits.uploadBesidesBytesMax else {
            throw ImportFailure.fileTooLarge(bytesMax: fileBytesMax)
        }
        let events = try piece.withUnsafeReadableBytes { try parser.feed($0) }
        for event in events { try take(event) }
        guard receivedBytes - bytes.count <= ImportLimits.uploadBesidesBytesMax else {
            throw ImportFailure.fileTooLarge(bytesMax: fileBytesMax)
        }
    }

    /// Of several files the first one counts.
    private mutating func take(_ event: MultipartEvent) throws {
        switch (event, part) {
        case (.part(let head), _):
            part = .other
            if head.name == "file", let name = head.fileName, fileName == nil { (fileName, part) = (name, .file) }
            if head.name == "file", head.fileName == nil { isPlainField = true }
            if head.name == "profile", head.fileName == nil, profile.isEmpty { part = .profile }
        case (.data(let data), .file):
            guard bytes.count + data.count <= fileBytesMax else {
                throw ImportFailure.fileTooLarge(bytesMax: fileBytesMax)
            }
            bytes += data
        case (.data(let data), .profile): profile += data
        case (.data, .other): break
        case (.endOfPart, _), (.end, _): part = .other
        }
    }

    private static var missingFile: InvalidRequest {
        InvalidRequest([Problem(place: place, fault: .missing, input: .null)])
    }

    private static var plainField: InvalidRequest {
        let fault = Fault(
            "value_error", "Value error, Expected UploadFile, received a plain field", "error",
            .text("The part has no file name"))
        return InvalidRequest([Problem(place: place, fault: fault, input: .null)])
    }

    private static let place = [Step.name("body"), .name("file")]
}
