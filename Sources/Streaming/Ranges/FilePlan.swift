/// The headers of a request that decide what of a file is sent, each as it came.
package struct FileRequest: Sendable, Equatable {
    /// `HEAD` instead of `GET`: ranges mean nothing then.
    package var isHead = false
    package var range: String?
    package var ifRange: String?
    package var ifMatch: String?
    package var ifNoneMatch: String?
    package var ifModifiedSince: String?
    package var ifUnmodifiedSince: String?

    package init() {}
}

/// How a request for a file is answered.
package enum FilePlan: Sendable, Equatable {
    /// 200: everything.
    case whole
    /// 206: one part.
    case partial(ByteRange)
    /// 206: several parts that do not overlap, in the order in which they were asked for.
    case multipart([ByteRange])
    /// 304: the client has this version.
    case notModified
    /// 412: the client wants another version than this one.
    case preconditionFailed
    /// 416: nothing of what was asked for exists.
    case notSatisfiable

    /// Takes the headers in the order of RFC 9110, section 13.2.2.
    package init(for request: FileRequest, of version: FileVersion) {
        if Self.isUnwanted(version, by: request) {
            self = .preconditionFailed
        } else if Self.isKnown(version, to: request) {
            self = .notModified
        } else if !request.isHead, let range = request.range, Self.mayBePartial(version, for: request) {
            self.init(range, of: version.size)
        } else {
            self = .whole
        }
    }

    private static func isUnwanted(_ version: FileVersion, by request: FileRequest) -> Bool {
        if let tags = request.ifMatch { return !EntityTags(tags).holdStrongly(version.entityTag) }
        guard let limit = request.ifUnmodifiedSince.flatMap(HTTPDate.seconds) else { return false }
        return version.modifiedSeconds > limit
    }

    /// `If-Modified-Since` counts only without `If-None-Match`.
    private static func isKnown(_ version: FileVersion, to request: FileRequest) -> Bool {
        if let tags = request.ifNoneMatch { return EntityTags(tags).holdWeakly(version.entityTag) }
        guard let limit = request.ifModifiedSince.flatMap(HTTPDate.seconds) else { return false }
        return version.modifiedSeconds <= limit
    }

    /// Without `If-Range`, or with the very tag or the very date of this version.
    private static func mayBePartial(_ version: FileVersion, for request: FileRequest) -> Bool {
        guard let condition = request.ifRange else { return true }
        if let date = HTTPDate.seconds(condition) { return date == version.modifiedSeconds }
        return condition == version.quotedTag
    }

    private init(_ header: String, of size: Int64) {
        guard let header = RangeHeader(header) else {
            self = .whole
            return
        }
        // The end of an empty file can be asked for, but no `Content-Range` can tell it.
        if size == 0, header.parts.contains(where: \.isEnd) {
            self = .whole
            return
        }
        let ranges = header.ranges(of: size)
        switch ranges.count {
        case 0: self = .notSatisfiable
        case 1: self = .partial(ranges[0])
        default: self = Self.haveOverlaps(ranges) ? .whole : .multipart(ranges)
        }
    }

    private static func haveOverlaps(_ ranges: [ByteRange]) -> Bool {
        let sorted = ranges.sorted { $0.first < $1.first }
        return zip(sorted, sorted.dropFirst()).contains { $0.overlaps($1) }
    }
}

extension RangeHeader.Part {
    fileprivate var isEnd: Bool {
        if case .last(let count) = self { count > 0 } else { false }
    }
}
