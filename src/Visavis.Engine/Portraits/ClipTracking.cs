using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>Reads the face of every frame of a clip, and now and then looks whether there is a second one.</summary>
internal sealed class ClipTracking(FaceModels models)
{
    public const int ThumbnailWidth = 160, ThumbnailHeight = 90;

    private const int Block = ClipGraph.Width / ThumbnailWidth;

    /// <summary>All faces are looked for every three seconds: 0.1 s each.</summary>
    private const int FramesPerSearch = 75;

    /// <summary>A face this much smaller is somebody in the background.</summary>
    private const float SecondFace = .3f;

    private readonly FaceTracker _tracker = new(models);
    private readonly FaceFinder _finder = new(models);
    private readonly List<TrackedFrame> _frames = [];
    private int _searches, _crowded;

    public int Count => _frames.Count;

    /// <summary>Whether most searches saw a second face.</summary>
    public bool IsCrowded => _crowded * 2 > _searches;

    public ClipTrack Track => new(_frames, models.Topology);

    public void Add(I420Picture picture)
    {
        var face = _tracker.Next(picture);
        if (Count % FramesPerSearch == FramesPerSearch / 3)
        {
            _searches++;
            var found = _finder.Find(ClipPicture.Rgb(picture));
            _crowded += found.Faces.Count > 1 && found.Faces[1].Box.Width >= SecondFace * found.Faces[0].Box.Width ? 1 : 0;
        }
        _frames.Add(new TrackedFrame(face, Thumbnail(picture), face is null ? 0 : Sharpness(picture, face)));
    }

    private static byte[] Thumbnail(I420Picture picture)
    {
        var thumbnail = new byte[ThumbnailWidth * ThumbnailHeight];
        var sums = new int[ThumbnailWidth];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Planes.AsSpan(y * picture.Width, picture.Width);
            for (var x = 0; x < row.Length; x++)
            {
                sums[x / Block] += row[x];
            }
            if (y % Block == Block - 1)
            {
                for (var x = 0; x < ThumbnailWidth; x++)
                {
                    thumbnail[y / Block * ThumbnailWidth + x] = (byte)((sums[x] + Block * Block / 2) / (Block * Block));
                    sums[x] = 0;
                }
            }
        }
        return thumbnail;
    }

    /// <summary>Between brows and nose, where eyes and their edges are.</summary>
    private static float Sharpness(I420Picture picture, FacePoints face)
    {
        var s = face.Frame.EyeDistance;
        Vector2 low = face.Frame.Origin - new Vector2(.9f, .5f) * s, high = face.Frame.Origin + new Vector2(.9f, .7f) * s;
        int left = Math.Max(0, (int)low.X), right = Math.Min(picture.Width - 1, (int)high.X), top = Math.Max(0, (int)low.Y), bottom = Math.Min(picture.Height - 1, (int)high.Y);
        long sum = 0, count = 0;
        for (var y = top; y < bottom; y++)
        {
            var row = picture.Planes.AsSpan(y * picture.Width);
            for (var x = left; x < right; x++, count++)
            {
                sum += Math.Abs(row[x + 1] - row[x]);
            }
        }
        return count == 0 ? 0 : (float)sum / count;
    }
}
