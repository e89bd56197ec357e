using Visavis.Server.Avatars;
using Visavis.Server.Sessions;
using Visavis.Server.Storage;

namespace Visavis.Server.Api;

/// <summary>How people and looks, built-in and a space's own, are shown.</summary>
public sealed class AvatarAnswers(AvatarStore rows, LookFolders folders, LookProgress progress, ServerOptions options)
{
    // The built-in presenters came with the first version.
    private static readonly long BuiltInSince = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    public AvatarGroup Group(IReadOnlyList<Look> looks, HttpRequest request) => new(
        looks[0].GroupId, looks[0].Rig.Title, BuiltInSince, looks.Count, Still(looks[0].Id, request), Clip(looks[0].Id, request),
        looks[0].Rig.Gender, looks[0].Rig.DefaultVoice, null, null, null);

    public AvatarGroup Group(StoredGroup group, HttpRequest request)
    {
        var looks = rows.LooksOfGroup(group.Id);
        var shown = looks.Find(look => HasPack(look.Id));
        var first = looks.FirstOrDefault();
        return new AvatarGroup(
            group.Id, group.Name, group.CreatedAt / 1000, looks.Count, shown is null ? null : Still(shown.Id, request), shown is null ? null : Clip(shown.Id, request),
            null, group.DefaultVoiceId ?? Greeting, group.ConsentStatus, (shown ?? first)?.Status, Error(shown ?? first));
    }

    public AvatarLook Look(Look look, HttpRequest request) => new(
        look.Id, look.Rig.Title, AvatarsApi.StudioAvatar, ["studio", "built-in"], ["avatar_realtime"], look.GroupId, Still(look.Id, request), Clip(look.Id, request),
        look.Rig.Gender, look.Rig.DefaultVoice, look.Rig.Width, look.Rig.Height, Orientation(look.Rig.Width, look.Rig.Height), null, null);

    public AvatarLook Look(StoredLook look, HttpRequest request)
    {
        var whole = HasPack(look.Id);
        return new AvatarLook(
            look.Id, look.Name, look.Type, ["private"], ["avatar_realtime"], look.GroupId, whole ? Still(look.Id, request) : null, whole ? Clip(look.Id, request) : null,
            null, look.DefaultVoiceId ?? rows.Group(look.Space, look.GroupId)?.DefaultVoiceId ?? Greeting,
            whole ? Width : null, whole ? Height : null, whole ? Orientation(Width, Height) : null, look.Status, Error(look))
        {
            Progress = look.Status == StoredLook.Processing ? Math.Round(progress.Of(look.Id)?.Share ?? 0, 2) : null,
            Stage = look.Status == StoredLook.Processing ? progress.Of(look.Id)?.Stage ?? LookProgress.Waiting : null,
        };
    }

    /// <summary>The voice of looks that have none of their own: the first built-in one.</summary>
    private const string Greeting = "heart";

    /// <summary>Photos and clips are all brought to this size.</summary>
    private const int Width = 1280, Height = 720;

    private bool HasPack(string look) => File.Exists(folders.Clip(look));

    private string Still(string look, HttpRequest request) => $"{PublicUrls.Of(request, options)}/media/looks/{look}/preview";

    private string Clip(string look, HttpRequest request) => $"{PublicUrls.Of(request, options)}/media/looks/{look}/preview.mp4";

    private static StatusError? Error(StoredLook? look) => look is { ErrorCode: { } code } ? new StatusError(code, look.ErrorMessage ?? "") : null;

    private static string Orientation(int width, int height) => width > height ? "landscape" : width < height ? "portrait" : "square";
}
