using System.Numerics;
using Visavis.Engine.Faces;

namespace Visavis.Engine.Portraits;

/// <summary>What is kept of a clip's frame.</summary>
/// <param name="Face">Null where none is seen.</param>
/// <param name="Thumbnail">Luma of a copy of 160 × 90.</param>
/// <param name="Sharpness">Mean difference of neighbouring pixels in the face.</param>
internal sealed record TrackedFrame(FacePoints? Face, byte[] Thumbnail, float Sharpness);

/// <summary>A clip as its faces were read.</summary>
internal sealed class ClipTrack
{
    /// <summary>A face that is not seen for so many frames is taken to have gone on evenly.</summary>
    private const int LongestGap = 3;

    private readonly TrackedFrame[] _frames;

    public ClipTrack(IEnumerable<TrackedFrame> frames, FaceTopology topology)
    {
        _frames = [.. frames];
        Seen = _frames.Count(frame => frame.Face is not null);
        FillGaps();
        Places = new FacePlaces(topology);
        Poses = [.. _frames.Select(frame => frame.Face is { } face ? FacePose.Of(face, topology) : default)];
        Steps = [.. Enumerable.Range(0, Count).Select(Step)];
        Openings = Median([.. _frames.Select(frame => frame.Face?.LipOpening ?? 0)]);
    }

    public int Count => _frames.Length;

    /// <summary>Frames that showed a face.</summary>
    public int Seen { get; }

    public FacePlaces Places { get; }

    public IReadOnlyList<FacePose> Poses { get; }

    /// <summary>How far the head moved since the frame before, in pixels of a face with 100 between the eyes.</summary>
    public IReadOnlyList<float> Steps { get; }

    /// <summary>Gap between the lips in eye distances, medians of five frames.</summary>
    public IReadOnlyList<float> Openings { get; }

    public TrackedFrame this[int frame] => _frames[frame];

    public bool HasFace(int frame) => _frames[frame].Face is not null;

    public FacePoints Face(int frame) => _frames[frame].Face ?? throw new InvalidOperationException($"No face was seen in frame {frame}.");

    private float Step(int frame) => frame > 0 && _frames[frame].Face is { } now && _frames[frame - 1].Face is { } before ? Places.Distance(now, before) : 0;

    private void FillGaps()
    {
        for (var i = 1; i < Count; i++)
        {
            if (_frames[i].Face is not null || _frames[i - 1].Face is not { } before)
            {
                continue;
            }
            var next = i;
            while (next < Count && _frames[next].Face is null)
            {
                next++;
            }
            if (next < Count && next - i <= LongestGap)
            {
                for (var k = i; k < next; k++)
                {
                    _frames[k] = _frames[k] with { Face = Between(before, _frames[next].Face!, (float)(k - i + 1) / (next - i + 1)) };
                }
            }
        }
    }

    private static FacePoints Between(FacePoints a, FacePoints b, float share) =>
        new([.. Enumerable.Range(0, FacePoints.Count).Select(i => Vector3.Lerp(a[i], b[i], share))], Math.Min(a.Presence, b.Presence));

    private static float[] Median(float[] values) =>
        [.. values.Select((_, i) => values[Math.Max(0, i - 2)..Math.Min(values.Length, i + 3)].Order().ElementAt((Math.Min(values.Length, i + 3) - Math.Max(0, i - 2)) / 2))];
}
