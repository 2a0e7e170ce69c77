import Accounts
import Basics
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Streaming
import SurfaceKit

extension PlaybackSurface {
    /// The feed of a channel, or a package that it names. Nothing else lies here, whatever the name.
    func androidFile(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        guard let name = context.parameters(named: "name") else { throw SurfaceFailure.noRoute }
        if let channel = UpdateChannel(feedName: name) { return try await feed(channel, request) }
        guard let (release, path) = try await features.administration.updates.package(named: name) else {
            throw PlaybackError.notFound("There is no such file.")
        }
        return try await packageFile(release, at: path, request)
    }

    private func feed(_ channel: UpdateChannel, _ request: Request) async throws -> Response {
        guard let release = try await features.administration.updates.latest(channel) else {
            throw PlaybackError.notFound("This channel has no release.")
        }
        let bytes = Array(UpdateFeed.xml(release).utf8)
        let tag = EntityTag(StableDigest.hex(of: String(decoding: bytes, as: UTF8.self)))
        guard !tag.isKnown(to: request) else {
            var response = tag.notModified
            response.headers[.cacheControl] = "public, max-age=60"
            return response
        }
        var headers = tag.headers
        headers[.cacheControl] = "public, max-age=60"
        return .bytes(bytes, type: "application/xml; charset=utf-8", headers: headers)
    }

    /// Takes a package in while it arrives, and publishes it.
    func publishUpdate(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        guard let parser = MultipartParser(contentType: request.headers[.contentType] ?? "") else {
            throw PlaybackError.invalid("apk is required, in a form in parts.")
        }
        let updates = features.administration.updates
        let path = try await updates.makeUpload()
        do {
            let upload = try await APKUpload.receive(
                request, parser, into: path, threads: features.player.threads)
            if context.isTokenDue, !app.owns(formToken: upload.fields.first("csrf_token") ?? "") {
                throw PlaybackError.forgedRequest
            }
            guard let name = upload.fileName else { throw PlaybackError.invalid("apk is required.") }
            let release = try await updates.publish(upload.draft(), file: path, named: name)
            try? await features.people.audit.record(
                AuditEntry(
                    at: features.world.now(), action: PlaybackAudit.published, userID: app.user.id,
                    address: context.caller.address, detail: release.fileName))
            try? FileManager.default.removeItem(atPath: path)
            return try .playback(
                PublishedResponse(
                    release: ReleaseResponse(release),
                    feedURL: address(of: "android/update-\(release.channel.rawValue).xml", context)))
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }
}

struct PublishedResponse: Encodable {
    let status = "success"
    let release: ReleaseResponse
    let feedURL: String
}

struct ReleaseResponse: Encodable {
    let channel: UpdateChannel
    let versionCode: Int
    let versionName: String
    let mandatory: Bool
    @OrNull var minSupportedVersionCode: Int?
    let apkFileName: String
    let apkSha256: String
    let apkSizeBytes: Int64
    let publishedAt: String

    init(_ release: AppRelease) {
        channel = release.channel
        versionCode = release.versionCode
        versionName = release.versionName
        mandatory = release.isMandatory
        _minSupportedVersionCode = OrNull(wrappedValue: release.versionCodeMin)
        apkFileName = release.fileName
        apkSha256 = release.sha256
        apkSizeBytes = release.sizeBytes
        publishedAt = release.publishedAt.iso8601
    }

    enum CodingKeys: String, CodingKey {
        case channel, versionCode, versionName, mandatory, minSupportedVersionCode, apkFileName, apkSizeBytes
        case publishedAt
        case apkSha256 = "apk_sha256"
    }
}

extension UpdateChannel {
    /// `update.xml` is the feed of the stable channel.
    fileprivate init?(feedName name: String) {
        if name == "update.xml" {
            self = .stable
            return
        }
        guard name.hasPrefix("update-"), name.hasSuffix(".xml") else { return nil }
        self.init(rawValue: String(name.dropFirst("update-".count).dropLast(".xml".count)))
    }
}
