import NIOCore
import NIOHTTP1

/// Sends files from within a connection's pipeline, right in front of the encoder, where a body may be a region of a
/// file instead of bytes.
///
/// One region is under way at a time; the next one follows when the kernel has taken it.
final class FileSender: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var context: ChannelHandlerContext?
    private var heldHead: (part: NIOAny, promise: EventLoopPromise<Void>?)?
    private var transfer: FileTransfer?
    private var bytesInTurn = 0
    private var watch: Scheduled<Void>?
    private var isStopping = false
    private var isWritableAbove = true

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        lose()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        lose()
        context.fireChannelInactive()
    }

    private func lose() {
        heldHead?.promise?.fail(ChannelError.ioOnClosedChannel)
        heldHead = nil
        watch?.cancel()
        watch = nil
        finish(.failure(ChannelError.ioOnClosedChannel))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            isStopping = true
            if transfer != nil { stopSoon(context) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Films take hours and players come back by themselves, so a server that stops does not wait for the end.
    private func stopSoon(_ context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(SurfaceKitLimits.streamGraceSeconds)) {
            self.abandon(.stopping)
        }
    }
}

// MARK: What passes through

extension FileSender {
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        releaseHead(context)
        if case .head(let head) = Self.unwrapOutboundIn(data), head.headers.contains(name: "accept-ranges") {
            heldHead = (data, promise)
        } else {
            context.write(data, promise: promise)
        }
    }

    func flush(context: ChannelHandlerContext) {
        if heldHead == nil { context.flush() }
    }

    /// While a file is sent nobody above has anything to write, so each region's changes are not worth telling.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if transfer == nil { tellWritability(context) }
    }

    private func tellWritability(_ context: ChannelHandlerContext) {
        guard context.channel.isWritable != isWritableAbove else { return }
        isWritableAbove.toggle()
        context.fireChannelWritabilityChanged()
    }

    /// The head of such an answer waits for what follows at once, so that both leave in one go.
    private func releaseHead(_ context: ChannelHandlerContext) {
        guard let head = heldHead else { return }
        heldHead = nil
        context.write(head.part, promise: head.promise)
    }
}

// MARK: Files

extension FileSender {
    /// Sends `body` and completes `end` when the kernel has taken its last byte, or when that is not going to happen.
    func start(_ body: FileBody, end: EventLoopPromise<Void>) {
        guard let context, transfer == nil, context.channel.isActive else {
            return end.fail(ChannelError.ioOnClosedChannel)
        }
        transfer = FileTransfer(body, end: end)
        if isStopping { stopSoon(context) }
        watchTransfer(context)
        releaseHead(context)
        sendNext(context)
    }

    private func sendNext(_ context: ChannelHandlerContext) {
        guard let transfer else { return }
        while let step = transfer.steps.next(spanBytesMax: SurfaceKitLimits.fileRegionBytes) {
            switch step {
            case .bytes(let buffer):
                transfer.handedBytes += Int64(buffer.readableBytes)
                context.write(Self.wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
            case .span(let span): return send(span, of: transfer, context)
            }
        }
        context.flush()
        transfer.takenBytes = transfer.handedBytes
        finish(.success(()))
    }

    /// Sees to it that the event loop waits neither for a disk nor for bytes that the file no longer has.
    private func send(_ span: FileSpan, of transfer: FileTransfer, _ context: ChannelHandlerContext) {
        if span.count <= SurfaceKitLimits.fileCopyBytes, let bytes = transfer.file.readCached(span) {
            return hand(.byteBuffer(bytes), of: transfer, context)
        }
        guard transfer.file.reaches(span) else { return abandon(.shrunk) }
        guard !transfer.file.isCached(span) else { return sendRegion(span, of: transfer, context) }
        context.flush()
        let span = transfer.steps.shorten(span, to: SurfaceKitLimits.fileFetchBytes)
        transfer.fetch(span, on: context.eventLoop).assumeIsolated().whenComplete { _ in
            // An error of the disk is found once more when the region is sent.
            if self.transfer === transfer { self.sendRegion(span, of: transfer, context) }
        }
    }

    private func sendRegion(_ span: FileSpan, of transfer: FileTransfer, _ context: ChannelHandlerContext) {
        transfer.pending = span
        hand(.fileRegion(transfer.region(span)), of: transfer, context)
    }

    private func hand(_ data: IOData, of transfer: FileTransfer, _ context: ChannelHandlerContext) {
        transfer.handedBytes += Int64(data.readableBytes)
        bytesInTurn += data.readableBytes
        let taken = context.eventLoop.makePromise(of: Void.self)
        taken.futureResult.assumeIsolated().whenComplete { result in
            transfer.pending = nil
            guard self.transfer === transfer else { return }
            switch result {
            case .success:
                transfer.takenBytes = transfer.handedBytes
                self.goOn(context)
            case .failure(let error): self.finish(.failure(error))
            }
        }
        context.writeAndFlush(Self.wrapOutboundOut(.body(data)), promise: taken)
    }

    /// A client that takes everything at once would keep the event loop to itself.
    private func goOn(_ context: ChannelHandlerContext) {
        guard bytesInTurn >= SurfaceKitLimits.fileTurnBytes, transfer?.steps.isAtEnd == false else {
            return sendNext(context)
        }
        bytesInTurn = 0
        let turn = TimeAmount.microseconds(SurfaceKitLimits.fileTurnMicroseconds)
        let transfer = transfer
        context.eventLoop.assumeIsolated().scheduleTask(in: turn) {
            if self.transfer === transfer { self.sendNext(context) }
        }
    }

    private func finish(_ result: Result<Void, any Error>) {
        guard let transfer else { return }
        self.transfer = nil
        transfer.finish(result)
        if let context { tellWritability(context) }
    }

    /// Closes the connection in the middle of an answer, so that the client notices.
    private func abandon(_ error: FileError) {
        guard transfer != nil else { return }
        finish(.failure(error))
        context?.close(promise: nil)
    }
}

// MARK: Looking after what is under way

extension FileSender {
    /// One look a second for the whole connection, because most answers are over before the first.
    private func watchTransfer(_ context: ChannelHandlerContext) {
        guard watch == nil else { return }
        let interval = TimeAmount.seconds(SurfaceKitLimits.streamWatchSeconds)
        watch = context.eventLoop.assumeIsolated().scheduleTask(in: interval) {
            self.watch = nil
            guard let transfer = self.transfer else { return }
            self.look(at: transfer, context)
            if self.transfer != nil { self.watchTransfer(context) }
        }
    }

    /// A region that the file no longer has would never be finished: the kernel sends nothing, and says no error.
    private func look(at transfer: FileTransfer, _ context: ChannelHandlerContext) {
        if let span = transfer.pending, !transfer.file.reaches(span) { return abandon(.shrunk) }
        let unsent = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
        if let end = transfer.note(unsentBytes: unsent ?? 0) { abandon(end) }
    }
}
