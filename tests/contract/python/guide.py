"""The functions of the photos family's source document, as they stand there."""
import requests

def upload_single_file(event_id, file_path, uploader_name="AutoScript", album_name="Official"):
    url = f"http://localhost:3000/api/events/{event_id}/photos"
    
    with open(file_path, 'rb') as file:
        files = {'file': file}
        data = {
            'uploaderName': uploader_name,
            'albumName': album_name
        }
        
        response = requests.post(url, files=files, data=data, timeout=60)
        return response.json()

def upload_batch_files(event_id, file_paths, uploader_name="AutoScript", album_name="Official"):
    url = f"http://localhost:3000/api/events/{event_id}/photos/batch"
    
    files = {}
    data = {
        'uploaderName': uploader_name,
        'albumName': album_name
    }
    
    # Add files to form data (max 10 files)
    for i, file_path in enumerate(file_paths[:10]):
        files[f'file{i}'] = open(file_path, 'rb')
    
    try:
        response = requests.post(url, files=files, data=data, timeout=90)
        return response.json()
    finally:
        # Always close file handles
        for file_handle in files.values():
            file_handle.close()

import time
import requests
from requests.exceptions import RequestException, Timeout

def upload_with_retry(event_id, file_paths, max_retries=3):
    """Upload files with automatic retry and error handling"""
    
    for attempt in range(max_retries):
        try:
            if len(file_paths) == 1:
                response = upload_single_file(event_id, file_paths[0])
            else:
                response = upload_batch_files(event_id, file_paths)
            
            # Handle batch partial failures
            if isinstance(response, dict) and 'results' in response:
                failed_files = [r for r in response['results'] if not r['success']]
                
                if failed_files and attempt < max_retries - 1:
                    print(f"Retry attempt {attempt + 1}: {len(failed_files)} files failed")
                    # Retry only failed files
                    retry_paths = [f['fileName'] for f in failed_files]
                    time.sleep(2 ** attempt)  # Exponential backoff
                    continue
            
            return response
            
        except Timeout as e:
            print(f"Timeout on attempt {attempt + 1}: {str(e)}")
            if attempt < max_retries - 1:
                time.sleep(2 ** attempt)
                continue
            raise
            
        except RequestException as e:
            print(f"Request error on attempt {attempt + 1}: {str(e)}")
            if attempt < max_retries - 1:
                time.sleep(2 ** attempt)
                continue
            raise
    
    raise Exception(f"Upload failed after {max_retries} attempts")

import os

def get_optimal_batch_size(file_paths):
    """Determine optimal batch size based on file sizes"""
    if not file_paths:
        return 0
    
    total_size = sum(os.path.getsize(f) for f in file_paths)
    avg_size = total_size / len(file_paths)
    
    # Large files (>20MB): smaller batches
    if avg_size > 20 * 1024 * 1024:
        return 2
    # Medium files (10-20MB): medium batches  
    elif avg_size > 10 * 1024 * 1024:
        return 3
    # Small files (<10MB): larger batches
    else:
        return 5

def smart_upload(event_id, file_paths, uploader_name="AutoScript", album_name="Official"):
    """Smart upload that automatically optimizes batch sizes"""
    results = []
    
    if len(file_paths) == 1:
        # Single file - use single endpoint
        result = upload_single_file(event_id, file_paths[0], uploader_name, album_name)
        results.append(result)
    else:
        # Multiple files - use optimized batching
        batch_size = get_optimal_batch_size(file_paths)
        
        for i in range(0, len(file_paths), batch_size):
            batch = file_paths[i:i + batch_size]
            result = upload_batch_files(event_id, batch, uploader_name, album_name)
            results.append(result)
    
    return results

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

class OptimizedUploader:
    def __init__(self, base_url="http://localhost:3000"):
        self.base_url = base_url
        self.session = requests.Session()
        
        # Configure connection pooling
        retry_strategy = Retry(
            total=3,
            backoff_factor=1,
            status_forcelist=[429, 500, 502, 503, 504],
        )
        
        adapter = HTTPAdapter(
            max_retries=retry_strategy, 
            pool_connections=10, 
            pool_maxsize=10
        )
        
        self.session.mount("http://", adapter)
        self.session.mount("https://", adapter)
        
        # Set default headers
        self.session.headers.update({
            'User-Agent': 'AutoUploadScript/2.0',
            'Accept': 'application/json'
        })
    
    def upload_files(self, event_id, file_paths, **kwargs):
        """Optimized upload using persistent session"""
        return smart_upload(event_id, file_paths, **kwargs)

def authenticate_session(username, password):
    """Authenticate and get session cookies"""
    auth_url = f"{base_url}/api/auth/login"
    auth_data = {'username': username, 'password': password}
    
    response = requests.post(auth_url, json=auth_data)
    if response.status_code == 200:
        return response.cookies
    else:
        raise Exception("Authentication failed")

import mimetypes
from pathlib import Path

def validate_file(file_path, max_size=50*1024*1024):
    """Validate file before upload"""
    path = Path(file_path)
    
    # Check file exists
    if not path.exists():
        raise FileNotFoundError(f"File not found: {file_path}")
    
    # Check file size
    file_size = path.stat().st_size
    if file_size > max_size:
        raise ValueError(f"File too large: {file_size} bytes (max: {max_size})")
    
    # Check file type
    mime_type, _ = mimetypes.guess_type(file_path)
    allowed_types = [
        'image/jpeg', 'image/jpg', 'image/png', 'image/webp',
        'image/heic', 'image/heif', 'image/gif', 'image/bmp'
    ]
    
    if mime_type not in allowed_types:
        # Check by extension for RAW files
        allowed_extensions = ['.jpg', '.jpeg', '.png', '.webp', '.heic', '.heif', '.gif', '.bmp']
        if path.suffix.lower() not in allowed_extensions:
            raise ValueError(f"Unsupported file type: {mime_type}")
    
    return True

def safe_upload(event_id, file_paths, **kwargs):
    """Upload with pre-validation"""
    # Validate all files first
    for file_path in file_paths:
        validate_file(file_path)
    
    # Proceed with upload
    return smart_upload(event_id, file_paths, **kwargs)

import logging
import time
from datetime import datetime

# Configure logging
logging.basicConfig(
    level=logging.INFO,
    format='%(asctime)s - %(name)s - %(levelname)s - %(message)s',
    handlers=[
        logging.FileHandler('upload_script.log'),
        logging.StreamHandler()
    ]
)

logger = logging.getLogger(__name__)

class UploadMonitor:
    def __init__(self):
        self.stats = {
            'total_uploads': 0,
            'successful_uploads': 0,
            'failed_uploads': 0,
            'total_size': 0,
            'total_time': 0
        }
    
    def log_upload(self, file_paths, result, duration):
        """Log upload statistics"""
        file_count = len(file_paths)
        total_size = sum(os.path.getsize(f) for f in file_paths)
        
        self.stats['total_uploads'] += file_count
        self.stats['total_size'] += total_size
        self.stats['total_time'] += duration
        
        if isinstance(result, dict) and 'results' in result:
            # Batch upload result
            successful = sum(1 for r in result['results'] if r['success'])
            failed = file_count - successful
        else:
            # Single upload result
            successful = 1 if result.get('id') else 0
            failed = 1 - successful
        
        self.stats['successful_uploads'] += successful
        self.stats['failed_uploads'] += failed
        
        logger.info(f"Upload completed: {successful}/{file_count} files, "
                   f"{total_size/1024/1024:.1f}MB in {duration:.2f}s")
    
    def get_stats(self):
        """Get upload statistics"""
        if self.stats['total_uploads'] > 0:
            avg_time = self.stats['total_time'] / self.stats['total_uploads']
            success_rate = (self.stats['successful_uploads'] / self.stats['total_uploads']) * 100
        else:
            avg_time = 0
            success_rate = 0
        
        return {
            **self.stats,
            'average_time_per_file': avg_time,
            'success_rate_percent': success_rate
        }

# Usage example
monitor = UploadMonitor()

def monitored_upload(event_id, file_paths, **kwargs):
    """Upload with monitoring"""
    start_time = time.time()
    
    try:
        result = safe_upload(event_id, file_paths, **kwargs)
        duration = time.time() - start_time
        monitor.log_upload(file_paths, result, duration)
        return result
        
    except Exception as e:
        duration = time.time() - start_time
        logger.error(f"Upload failed after {duration:.2f}s: {str(e)}")
        monitor.log_upload(file_paths, {}, duration)
        raise

class UploadManager:
    def __init__(self, use_batch=True, fallback_to_single=True):
        self.use_batch = use_batch
        self.fallback_to_single = fallback_to_single
        self.monitor = UploadMonitor()
    
    def upload(self, event_id, file_paths, **kwargs):
        """Intelligent upload with fallback strategy"""
        
        if not self.use_batch or len(file_paths) == 1:
            # Use single upload
            return self._upload_single_files(event_id, file_paths, **kwargs)
        
        try:
            # Try batch upload first
            return monitored_upload(event_id, file_paths, **kwargs)
            
        except Exception as e:
            logger.warning(f"Batch upload failed: {str(e)}")
            
            if self.fallback_to_single:
                logger.info("Falling back to single file uploads")
                return self._upload_single_files(event_id, file_paths, **kwargs)
            else:
                raise
    
    def _upload_single_files(self, event_id, file_paths, **kwargs):
        """Upload files one by one"""
        results = []
        
        for file_path in file_paths:
            try:
                result = monitored_upload(event_id, [file_path], **kwargs)
                results.append(result)
            except Exception as e:
                logger.error(f"Failed to upload {file_path}: {str(e)}")
                results.append({'error': str(e), 'file': file_path})
        
        return results
