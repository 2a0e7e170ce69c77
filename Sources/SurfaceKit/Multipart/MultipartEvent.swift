/// What a part says about itself before its content.
package struct MultipartHead: Hashable, Sendable {
    /// The form field's name.
    package let name: String
    /// The file's name as the client gave it: possibly empty (no file was chosen), with a path, or with odd characters.
    /// Nil for a plain field.
    package let fileName: String?
    /// The `Content-Type` as the client wrote it; nil when it said nothing, which means plain text.
    package let contentType: String?

    package init(name: String, fileName: String? = nil, contentType: String? = nil) {
        self.name = name
        self.fileName = fileName
        self.contentType = contentType
    }
}

/// What the parser of a multipart body has seen, in the order of the body.
///
/// After each `part` come any number of `data` and one `endOfPart`. `end` comes once, after the last part; there may be
/// no part at all.
package enum MultipartEvent: Hashable, Sendable {
    case part(MultipartHead)
    /// The next bytes of the part's content; never empty. How the content is cut follows the pieces that were fed.
    case data([UInt8])
    case endOfPart
    /// The closing delimiter came. Whatever follows it is ignored.
    case end
}

/// Why a body is not the form it claims to be, or more than what is taken.
package enum MultipartError: Error, Equatable, Sendable {
    /// The body ended before its closing delimiter.
    case incomplete
    /// After a boundary stands something other than a line end or the two dashes of the last one.
    case malformedDelimiter
    /// A header line is not `name: value`, is folded, does not end in CR LF, or its value cannot be read.
    case malformedHeader
    /// A part has more header bytes or lines than are taken.
    case headersTooLarge
    case tooManyParts
    /// A part does not say which field it is, or is no `form-data`.
    case nameMissing
    /// The content is base64 or the like, which RFC 7578 gave up.
    case encodingUnsupported
    /// The values together are larger than what is collected.
    case fieldsTooLarge
    /// A file came where only plain fields are collected.
    case fileUnexpected
}

/// What a multipart body may hold. Its size as a whole is for the caller to limit.
package struct MultipartLimits: Sendable {
    /// Bytes of one part's header lines.
    package var headerBytesMax = SurfaceKitLimits.multipartHeaderBytesMax
    /// Header lines of one part.
    package var headersMax = SurfaceKitLimits.multipartHeadersMax
    package var partsMax = SurfaceKitLimits.multipartPartsMax

    package init() {}
}
