/// The types that players expect of media files, by the end of the file's name.
package enum MediaType {
    /// The value of `Content-Type`; of a name that says nothing, `application/octet-stream`.
    package static func of(fileName: String) -> String {
        let name = fileName.utf8
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return unknown }
        return byExtension[fileName[name.index(after: dot)...].lowercased()] ?? unknown
    }

    private static let unknown = "application/octet-stream"

    private static let byExtension = [
        "avi": "video/x-msvideo",
        "flv": "video/x-flv",
        "m2ts": "video/mp2t",
        "m4v": "video/mp4",
        "mkv": "video/x-matroska",
        "mov": "video/quicktime",
        "mp4": "video/mp4",
        "mpg": "video/mpeg",
        "ogv": "video/ogg",
        "ts": "video/mp2t",
        "webm": "video/webm",
        "wmv": "video/x-ms-wmv",
    ]
}
