import Basics
import Domain
import Glibc
import Hummingbird
import NIOCore
import NIOPosix
import Streaming
import SurfaceKit

/// A package that was sent as a form in parts: the file is on disk, the rest is here.
struct APKUpload {
    private(set) var fields = MultipartFields()
    /// As its sender calls it; nil when no file came.
    private(set) var fileName: String?

    /// Writes the part `apk` to `path` piece by piece, so that a package never is in memory as a whole.
    ///
    /// Throws `SurfaceFailure` `bodyTooLarge` and `bodyIncomplete`, and `PlaybackError.invalid`.
    static func receive(
        _ request: Request, _ parser: MultipartParser, into path: String, threads: NIOThreadPool
    ) async throws -> APKUpload {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > PlaybackLimits.apkBytesMax {
            throw SurfaceFailure.bodyTooLarge
        }
        let file = try await UploadFile.make(path, threads)
        do {
            let upload = try await receive(request.body, parser, into: file)
            try await file.close()
            return upload
        } catch {
            try? await file.close()
            throw error
        }
    }

    private static func receive(
        _ body: RequestBody, _ parser: MultipartParser, into file: UploadFile
    ) async throws -> APKUpload {
        var (upload, parser) = (APKUpload(), parser)
        var (received, isFile) = (0, false)
        do {
            for try await piece in body {
                received += piece.readableBytes
                guard received <= PlaybackLimits.apkBytesMax else { throw SurfaceFailure.bodyTooLarge }
                for event in try parser.feed(Array(piece.readableBytesView)) {
                    switch event {
                    case .part(let head) where head.name == "apk" && head.fileName != nil:
                        guard upload.fileName == nil else { throw PlaybackError.invalid("There are two packages.") }
                        (upload.fileName, isFile) = (head.fileName, true)
                    case .data(let bytes) where isFile: try await file.write(bytes)
                    case .endOfPart where isFile: isFile = false
                    default: try upload.fields.take(event)
                    }
                }
            }
            try parser.finish()
        } catch MultipartError.incomplete {
            throw SurfaceFailure.bodyIncomplete
        } catch MultipartError.fieldsTooLarge {
            throw SurfaceFailure.bodyTooLarge
        } catch is MultipartError {
            throw PlaybackError.invalid("The form cannot be read.")
        }
        return upload
    }

    /// What is said of the package. Throws `PlaybackError.invalid`.
    func draft() throws(PlaybackError) -> AppReleaseDraft {
        guard let code = fields.first("version_code").flatMap({ Int($0) }) else {
            throw .invalid("version_code must be a number.")
        }
        guard let name = fields.first("version_name"), !name.isBlank else {
            throw .invalid("version_name is required.")
        }
        var draft = AppReleaseDraft(versionCode: code, versionName: name.trimmed)
        if let text = fields.first("channel"), !text.isEmpty {
            guard let channel = UpdateChannel(rawValue: text) else { throw .invalid("channel must be stable or beta.") }
            draft.channel = channel
        }
        draft.isMandatory = ["1", "true"].contains(fields.first("mandatory")?.lowercased() ?? "0")
        if let text = fields.first("min_supported_version_code"), !text.isEmpty {
            guard let code = Int(text) else { throw .invalid("min_supported_version_code must be a number.") }
            draft.versionCodeMin = code
        }
        draft.summary = fields.first("changelog_summary").flatMap { $0.isBlank ? nil : $0.trimmed }
        draft.items = fields.all("changelog_item").filter { !$0.isBlank }.map(\.trimmed)
        return draft
    }
}

/// A file that is written from its beginning to its end, on threads that may wait for the disk.
struct UploadFile: Sendable {
    private let descriptor: CInt
    private let threads: NIOThreadPool

    /// Makes a file that only the server may read. Throws `IOError`.
    static func make(_ path: String, _ threads: NIOThreadPool) async throws -> UploadFile {
        let descriptor = try await threads.runIfActive {
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw IOError(errnoCode: errno, reason: "the upload cannot be stored") }
            return descriptor
        }
        return UploadFile(descriptor: descriptor, threads: threads)
    }

    func write(_ bytes: [UInt8]) async throws {
        let descriptor = descriptor
        try await threads.runIfActive {
            var written = 0
            while written < bytes.count {
                let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                guard count > 0 else { throw IOError(errnoCode: errno, reason: "the upload cannot be stored") }
                written += count
            }
        }
    }

    func close() async throws {
        let descriptor = descriptor
        _ = try await threads.runIfActive { Glibc.close(descriptor) }
    }
}
