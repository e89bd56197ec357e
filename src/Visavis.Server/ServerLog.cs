using Visavis.Engine.Media;
using Visavis.Engine.Session;

namespace Visavis.Server;

/// <summary>Every event that the server logs. None holds a user's text or a secret.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "session {Id} opened: {Kind}, look {Look}, voice {Voice}, request {RequestId}")]
    public static partial void SessionOpened(this ILogger log, string id, SessionKind kind, string look, string voice, string requestId);

    [LoggerMessage(2, LogLevel.Information, "session {Id} ended: {Kind}, look {Look}, voice {Voice}, by {End}; segment after {SegmentMs:0} ms, viewer after {ViewerMs:0} ms, {MediaSeconds:0.0} s of media, least lead {LeadMs:0} ms, {LateParts} late parts")]
    public static partial void SessionEnded(
        this ILogger log, string id, SessionKind kind, string look, string voice, SessionEnd end, double? segmentMs, double? viewerMs, double mediaSeconds, double leadMs, int lateParts);

    [LoggerMessage(10, LogLevel.Information, "{Confinement}")]
    public static partial void Confined(this ILogger log, DecoderConfinement confinement);

    [LoggerMessage(11, LogLevel.Warning, "{Confinement}: strangers' files are less contained than they could be; see docs/3-reference/settings.md")]
    public static partial void LessConfined(this ILogger log, DecoderConfinement confinement);

    [LoggerMessage(40, LogLevel.Information, "look {Id} is made")]
    public static partial void LookMade(this ILogger log, string id);

    [LoggerMessage(42, LogLevel.Error, "the files of look {Id} cannot be read")]
    public static partial void LookDamaged(this ILogger log, Exception exception, string id);

    [LoggerMessage(41, LogLevel.Error, "look {Id} could not be made")]
    public static partial void LookFailed(this ILogger log, Exception exception, string id);

    [LoggerMessage(43, LogLevel.Warning, "the previews of the presenters could not be made; they are tried again when somebody asks for them")]
    public static partial void PreviewsFailed(this ILogger log, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "session {Id} could not be brought to its end")]
    public static partial void SessionFailed(this ILogger log, Exception exception, string id);

    [LoggerMessage(4, LogLevel.Warning, "{Count} sessions were live when the last server was interrupted; they are in error now")]
    public static partial void OrphansEnded(this ILogger log, int count);

    [LoggerMessage(5, LogLevel.Error, "request {RequestId} failed: {Method} {Route}")]
    public static partial void RequestFailed(this ILogger log, Exception exception, string method, string route, string requestId);

    [LoggerMessage(6, LogLevel.Error, "texts that are over could not be deleted; tried again soon")]
    public static partial void RetentionFailed(this ILogger log, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "{Count} sessions did not end in time; the next start marks them as interrupted")]
    public static partial void SessionsLeft(this ILogger log, int count);

    [LoggerMessage(8, LogLevel.Error, "session {Id} ended in error")]
    public static partial void SessionInError(this ILogger log, Exception exception, string id);

    [LoggerMessage(30, LogLevel.Information, "voice folder {Id} is ready: {Count} voices")]
    public static partial void VoiceFolderReady(this ILogger log, string id, int count);

    [LoggerMessage(31, LogLevel.Warning, "voice folder {Id} is refused: {Fault}")]
    public static partial void VoiceFolderRefused(this ILogger log, string id, string fault);

    [LoggerMessage(32, LogLevel.Information, "voice folder {Id} is gone")]
    public static partial void VoiceFolderGone(this ILogger log, string id);

    [LoggerMessage(33, LogLevel.Warning, "script_fallback names {Id}, which is no voice here; it is passed over until there is one")]
    public static partial void FallbackMissing(this ILogger log, string id);

    [LoggerMessage(20, LogLevel.Warning, "session {Id}: the words of its sound stopped before its end")]
    public static partial void WordsStopped(this ILogger log, Exception exception, string id);

    [LoggerMessage(9, LogLevel.Error, "the asset folder could not be swept; tried again soon")]
    public static partial void SweepFailed(this ILogger log, Exception exception);
}
