using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Portraits;
using Visavis.Engine.Tests.Faces;

namespace Visavis.Engine.Tests.Portraits;

/// <summary>Clips that exist only as their faces: a presenter's points, moved.</summary>
internal static class SyntheticTracks
{
    private static readonly FacePoints Nora = TestFaces.Models.Basis.Points("nora");

    /// <param name="count">Frames.</param>
    /// <param name="place">Where the head is in a frame.</param>
    /// <param name="opening">Gap between the lips in eye distances.</param>
    /// <param name="missing">Frames that show no face.</param>
    /// <param name="light">What the thumbnail's pixels have beside the head's place.</param>
    public static ClipTrack Of(int count, Func<int, Vector2> place, Func<int, float>? opening = null, Func<int, bool>? missing = null, Func<int, byte>? light = null, float size = 1, Func<int, float>? yaw = null) =>
        new(Enumerable.Range(0, count).Select(i => new TrackedFrame(
            missing?.Invoke(i) == true ? null : Face(place(i), opening?.Invoke(i) ?? 0, size, yaw?.Invoke(i) ?? 0), Thumbnail(place(i), light?.Invoke(i) ?? 0), 10)), TestFaces.Models.Topology);

    private static FacePoints Face(Vector2 place, float opening, float size, float yaw)
    {
        var lower = TestFaces.Models.Topology["lips_inner_lower"].ToHashSet();
        var turn = Matrix4x4.CreateRotationY(yaw * MathF.PI / 180);
        var middle = new Vector3(Nora.Frame.Origin, 0);
        // Lips of the base's own are at rest a little apart or over each other: the gap is made what is asked.
        var gap = new Vector3(0, (opening - Nora.LipOpening) * Nora.Frame.EyeDistance, 0);
        return new([.. Enumerable.Range(0, FacePoints.Count).Select(i =>
            middle + Vector3.Transform(Nora[i] + (lower.Contains(i) ? gap : default) - middle, turn) * size + new Vector3(place, 0))], 1);
    }

    private static byte[] Thumbnail(Vector2 place, byte light)
    {
        var thumbnail = new byte[ClipTracking.ThumbnailWidth * ClipTracking.ThumbnailHeight];
        for (var i = 0; i < thumbnail.Length; i++)
        {
            thumbnail[i] = (byte)(100 + light + 40 * MathF.Sin((i % ClipTracking.ThumbnailWidth - place.X / 8) / 9) * MathF.Sin((i / ClipTracking.ThumbnailWidth - place.Y / 8) / 7));
        }
        return thumbnail;
    }
}
