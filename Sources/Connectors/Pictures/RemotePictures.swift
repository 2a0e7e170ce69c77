package import Domain

/// Posters of a picture server that has them at `BASE/SIZE/NAME`, as TMDB's does.
package struct RemotePictures: PictureSource {
    private static let types: Set<String> = ["image/jpeg", "image/png", "image/webp"]

    private let baseURL: String
    private let http: OutgoingHTTP

    package init(baseURL: String, http: OutgoingHTTP) {
        self.baseURL = baseURL
        self.http = http
    }

    /// Nil for a picture that the server does not have. Throws `PictureError` when it answers something else.
    package func picture(path: String, size: String) async throws -> Picture? {
        let answer = try await http.get(
            "\(baseURL)/\(size)\(path)", headers: [("Accept", "image/*")],
            bounds: AnswerBounds(
                seconds: ConnectorsLimits.pictureSeconds, bytesMax: ConnectorsLimits.pictureBytesMax))
        if answer.status == 404 || answer.status == 410 { return nil }
        guard answer.status == 200 else { throw PictureError.refused(status: answer.status) }
        let type = answer.headers["content-type"]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard Self.types.contains(type), PictureFormat(answer.body)?.contentType == type else {
            throw PictureError.notAPicture
        }
        return Picture(bytes: answer.body, contentType: type)
    }
}

/// Why a picture could not be had.
package enum PictureError: Error, Sendable, Equatable {
    case refused(status: Int)
    /// What came is not what it is called.
    case notAPicture
}

/// What a picture is, by its first bytes.
enum PictureFormat {
    case jpeg
    case png
    case webp

    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xff, 0xd8, 0xff]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
            self = .png
        } else if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            self = .webp
        } else {
            return nil
        }
    }

    var contentType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .webp: "image/webp"
        }
    }
}
