using System.Numerics;
using System.Runtime.CompilerServices;

namespace Visavis.Engine.Render;

/// <summary>
/// A rectangle of the face that changes shape (mouth or eyes): its patches, the same vertices placed in each of them, one
/// triangulation for all, and the openings through which one sees what does not move with the skin.
/// </summary>
internal sealed class FaceRegion
{
    public FaceRegion(PixelRectangle rectangle, IReadOnlyList<string> names, YuvPlanes[] patches, Vector2[][] shapes, RegionMesh mesh, int coveringPatch = -1, bool hasTeeth = false)
    {
        Rectangle = rectangle;
        Names = names;
        Patches = patches;
        Shapes = shapes;
        Mesh = mesh;
        CoveringPatch = coveringPatch;
        Profiles = [.. shapes.Select(shape => mesh.Openings.Select(o => new OpeningProfile(rectangle.Width).Trace(o, shape)).ToArray())];
        OpenBrightness = [.. patches.Select((patch, i) => Profiles[i].Select(o => Brightness(patch, o)).ToArray())];
        if (hasTeeth)
        {
            // The chin is the last vertex.
            var chinTravel = shapes[MouthMix.Neutral(4)][^1].Y - shapes[MouthMix.Neutral(0)][^1].Y;
            Teeth = ToothLines.Find(patches, [.. Profiles.Select(openings => openings[0])], chinTravel);
        }
        OpenArea = [.. Profiles.Select(openings => openings.Sum(o => o.Area))];
    }

    public PixelRectangle Rectangle { get; }

    /// <summary>The patches' names in the pack, in the order of <see cref="Patches"/>.</summary>
    public IReadOnlyList<string> Names { get; }

    public YuvPlanes[] Patches { get; }

    /// <summary>Vertices of every patch, in pixels of the rectangle.</summary>
    public Vector2[][] Shapes { get; }

    public RegionMesh Mesh { get; }

    /// <summary>
    /// The patch whose skin lies over its openings (shut lids with their lashes), or -1. What is behind an opening fades
    /// as this patch gains weight.
    /// </summary>
    public int CoveringPatch { get; }

    /// <summary>The teeth behind the opening of a mouth; eyes have none.</summary>
    public ToothLines? Teeth { get; }

    /// <summary>For every patch, every opening column by column.</summary>
    public OpeningProfile[][] Profiles { get; }

    /// <summary>For every patch, the open pixels.</summary>
    public float[] OpenArea { get; }

    /// <summary>For every patch and opening, the mean light in the opening's upper half (teeth, or the eye under its lid).</summary>
    public float[][] OpenBrightness { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe float Brightness(YuvPlanes patch, OpeningProfile opening)
    {
        const float black = 16, least = 4;
        float sum = 0, count = 0;
        for (var x = opening.First; x <= opening.Last; x++)
        {
            for (var y = opening.Top[x] + 1; y < opening.Top[x] + opening.HeightAt(x) * .6f; y++)
            {
                sum += patch.Y[(int)y * patch.YStride + x] - black;
                count++;
            }
        }
        return Math.Max(least, count > 0 ? sum / count : black);
    }
}

/// <summary>Which vertices make triangles, and which surround openings. Later triangles cover earlier ones.</summary>
internal sealed record RegionMesh(int Vertices, Triangle[] Triangles, IReadOnlyList<Opening> Openings);

/// <summary>
/// A hole in the skin between two chains of vertices, both from left to right. Behind it an eyeball turns about the vertex
/// <see cref="Iris"/>, or, where that is negative, lie teeth.
/// </summary>
internal sealed record Opening(int[] Upper, int[] Lower, int Iris, float IrisRadius);
