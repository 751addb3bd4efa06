"""The Python script of the recognition document, as it stands there."""
import requests
import os
from pathlib import Path

def batch_recognize_photos(photo_dir, token):
    """
    Upload all photos in a directory for batch recognition.

    Args:
        photo_dir: Path to directory containing photos
        token: Authentication token

    Returns:
        dict: Batch recognition results
    """
    url = "https://facerecognition.mpanel.app/api/batch-photos/recognize"
    headers = {"Authorization": token}

    # Get all image files
    photo_files = []
    for ext in ['*.jpg', '*.jpeg', '*.png']:
        photo_files.extend(Path(photo_dir).glob(ext))

    if not photo_files:
        print(f"No photos found in {photo_dir}")
        return None

    print(f"Found {len(photo_files)} photos")

    # Prepare files for upload
    files = [('photos[]', open(f, 'rb')) for f in photo_files]

    try:
        # Upload and process
        print("Uploading photos...")
        response = requests.post(url, headers=headers, files=files)
        response.raise_for_status()

        result = response.json()

        if result['success']:
            print(f"\n✓ Batch processing complete!")
            print(f"  Batch ID: {result['batch_id']}")
            print(f"  Photos processed: {result['total_processed']}")
            print(f"  Recognition rate: {result['summary']['recognition_rate']}%")
            print(f"  Unique persons: {', '.join(result['summary']['persons_list'])}")
            print(f"\nView detailed log at: {result['log_url']}")

            return result
        else:
            print(f"Error: {result.get('error')}")
            return None

    finally:
        # Close all file handles
        for _, file_obj in files:
            file_obj.close()

def download_batch_csv(batch_id, token, output_file="batch_results.csv"):
    """Download batch results as CSV"""
    url = f"https://facerecognition.mpanel.app/api/batch-photos/logs/{batch_id}/export"
    headers = {"Authorization": token}

    response = requests.get(url, headers=headers)
    response.raise_for_status()

    with open(output_file, 'wb') as f:
        f.write(response.content)

    print(f"CSV downloaded to: {output_file}")

# Example usage
if __name__ == "__main__":
    TOKEN = "your_auth_token_here"
    PHOTO_DIR = "/path/to/your/photos"

    # Process batch
    result = batch_recognize_photos(PHOTO_DIR, TOKEN)

    # Download CSV
    if result and result['success']:
        download_batch_csv(result['batch_id'], TOKEN)
